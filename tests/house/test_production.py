"""The README says of each kind of host what marketplace/kinds_of_hosts.py starts there."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from marketplace.kinds_of_hosts import KINDS, Kind
from marketplace.processes.programs import ROOT

QUOTED = re.compile("`([^`]+)`")
README = (ROOT / "README.md").read_text()


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_the_readme_names_the_programs_of_a_host_and_no_others(kind: Kind) -> None:
    programs, _ = row_of(kind)

    assert programs == [said(program.command) for program in kind.programs]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_the_readme_names_what_a_host_must_be_told_and_no_more(kind: Kind) -> None:
    _, names = row_of(kind)

    assert names == list(kind.needs)


def row_of(kind: Kind) -> tuple[list[str], list[str]]:
    """What the README has between backquotes: the programs of a host, and its environment."""
    start = f"| **{kind.name}** | "
    row = next(line for line in README.splitlines() if line.startswith(start))
    programs, names = row.removeprefix(start).removesuffix(" |").split(" | ")
    return QUOTED.findall(programs), QUOTED.findall(names)


def said(command: tuple[str | Path, ...]) -> str:
    """The command as a person types it in the project's folder and environment."""
    words = [str(part).removeprefix(f"{ROOT}/") for part in command[1:]]
    typed = f"python {shlex.join(words)}"
    return typed.removeprefix("python -m ") if words[1] in {"celery", "granian"} else typed
