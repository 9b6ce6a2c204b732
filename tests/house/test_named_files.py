"""Every Python file that a docstring, a comment or a document names is there."""

from __future__ import annotations

import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

from marketplace.processes.programs import ROOT

# A path from the root, or its end: `payouts/ledger.py`, `models/click.py`, `ledger.py`.
NAMED = re.compile(r"(?<![\w./$-])(?:[\w-]+/)*[\w-]+\.py\b")
READ = {".py", ".md", ".toml", ".html", ".yml"}
# Named as what is not of the house: a placeholder, a file of CPython, what a test plants.
ELSEWHERE = {"tests/x.py", "platform.py", "0001_planted.py", "settings_with_planted.py"}
GONE = ["payouts/reconciling" + ".py", "no_such_file" + ".py"]


@cache
def kept() -> list[Path]:
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [Path(line) for line in listed.splitlines() if (ROOT / line).is_file()]


@cache
def endings() -> frozenset[str]:
    """Every way to name a file of the house."""
    files = [path.parts for path in kept() if path.suffix == ".py"]
    return frozenset("/".join(parts[at:]) for parts in files for at in range(len(parts)))


def missing_from(text: str) -> list[str]:
    return sorted(set(NAMED.findall(text)) - endings() - ELSEWHERE)


def test_files_that_are_named_exist() -> None:
    # A migration is never edited: it may speak of files as they were.
    texts = [path for path in kept() if path.suffix in READ and "migrations" not in path.parts]
    gone = {
        str(path): missing
        for path in texts
        if (missing := missing_from((ROOT / path).read_text(encoding="utf-8")))
    }
    assert not gone


@pytest.mark.parametrize("named", GONE)
def test_one_that_is_gone_is_found(named: str) -> None:
    assert missing_from(f"as {named} says") == [named]
