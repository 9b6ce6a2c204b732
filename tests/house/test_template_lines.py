"""A line of a template can be read without turning one's head."""

from __future__ import annotations

from pathlib import Path

from marketplace.processes.programs import ROOT

LONGEST = 140


def too_long(folder: Path) -> list[str]:
    """Every line over the limit, as `file:line`."""
    return [
        f"{path.relative_to(folder)}:{at}: {len(line)}"
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        for at, line in enumerate(path.read_text().splitlines(), 1)
        if len(line) > LONGEST
    ]


def test_no_line_of_a_template_is_too_long() -> None:
    assert too_long(ROOT / "templates") == []


def test_a_line_that_is_too_long_would_be_found(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(f"<p>\n{'x' * LONGEST}\n{'x' * (LONGEST + 1)}\n</p>")

    assert too_long(tmp_path) == ["page.html:3: 141"]
