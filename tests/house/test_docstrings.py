"""The first line of a module's docstring is a whole sentence: it is what a list of files shows."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from marketplace.processes.programs import ROOT

STOREYS = ("campaigns", "marketplace", "payouts", "bench")
ENDS = (".", ":", "?", "!")
BROKEN = [
    '"""What is asked and answered,\n\nin one place.\n"""',
    '"""A line that goes on\nhere."""',
]


def first_line(source: str) -> str:
    """Return the first line of the docstring, "" when there is none."""
    return (ast.get_docstring(ast.parse(source)) or "").partition("\n")[0]


def broken_off(source: str) -> bool:
    line = first_line(source)
    return bool(line) and not line.endswith(ENDS)


def modules() -> Iterator[Path]:
    for storey in STOREYS:
        files = (ROOT / storey).rglob("*.py")
        yield from (path for path in files if "migrations" not in path.parts)


def test_every_first_line_is_whole() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {first_line(path.read_text(encoding='utf-8'))}"
        for path in modules()
        if broken_off(path.read_text(encoding="utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize("source", BROKEN)
def test_one_that_breaks_off_would_be_found(source: str) -> None:
    assert broken_off(source)
