"""The README says of each kind of host what marketplace/hosts.py starts there, word for word."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from marketplace.embedded.folder import ROOT
from marketplace.hosts import KINDS, Kind

README = (ROOT / "README.md").read_text()


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_the_readme_names_the_programs_of_a_host(kind: Kind) -> None:
    row = row_of(kind)

    for program in kind.programs:
        assert f"`{said(program.command)}`" in row


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_the_readme_names_what_a_host_must_be_told(kind: Kind) -> None:
    row = row_of(kind)

    for name in kind.needs:
        assert f"`{name}`" in row


def row_of(kind: Kind) -> str:
    return next(line for line in README.splitlines() if line.startswith(f"| **{kind.name}** |"))


def said(command: tuple[str | Path, ...]) -> str:
    """The command as a person types it in the project's folder and environment."""
    words = [str(part).removeprefix(f"{ROOT}/") for part in command[1:]]
    typed = f"python {shlex.join(words)}"
    return typed.removeprefix("python -m ") if words[1] in {"celery", "granian"} else typed
