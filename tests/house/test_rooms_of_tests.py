"""No module imports from a file of tests: what tests share is named after what it gives."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from marketplace.processes.programs import ROOT

PLANTED = {
    "from tests.payouts.test_earnings import judge": "tests.payouts.test_earnings",
    "from tests.payouts import test_earnings": "tests.payouts.test_earnings",
    "import tests.payouts.test_earnings": "tests.payouts.test_earnings",
    "from .test_earnings import judge": "test_earnings",
}


def imported(tree: ast.Module) -> Iterator[str]:
    """Every module that may be meant by an import, wherever it stands."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""
            yield from (f"{node.module or ''}.{alias.name}" for alias in node.names)


@pytest.fixture(scope="module")
def test_files() -> frozenset[str]:
    """The names of all files with tests; a function may be called test_ as well."""
    return frozenset(path.stem for path in (ROOT / "tests").rglob("test_*.py"))


def borrowed(path: Path, files: frozenset[str]) -> set[str]:
    """The files of tests that a file imports from."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {name for name in imported(tree) if name.rpartition(".")[2] in files}


def test_nothing_is_imported_from_a_file_of_tests(test_files: frozenset[str]) -> None:
    found = {
        str(path.relative_to(ROOT)): names
        for folder in ("tests", "bench")
        for path in (ROOT / folder).rglob("*.py")
        if (names := borrowed(path, test_files))
    }
    assert found == {}


@pytest.mark.parametrize("line", PLANTED)
def test_an_import_from_one_would_be_found(
    line: str, tmp_path: Path, test_files: frozenset[str]
) -> None:
    planted = tmp_path / "planted"
    planted.write_text(f"def test_it() -> None:\n    {line}\n", encoding="utf-8")

    assert borrowed(planted, test_files) == {PLANTED[line]}
