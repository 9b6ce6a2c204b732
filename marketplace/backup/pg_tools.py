"""Run pg_dump and pg_restore: of a version that fits, showing how far they are."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from marketplace.processes.binaries import postgres_candidates
from marketplace.processes.refused import Refused

Say = Callable[[str], None]

SAYS_EVERY = 5.0  # seconds
LAST_WORDS = 12  # lines of complaint of a program that failed
COMPLAINT = re.compile(r"(?:error|warning|detail|hint):")  # and not what --verbose tells
TABLE = re.compile(r"(?:dumping contents of|processing data for) table")


def tool(name: str, at_least: int) -> Path:
    """Return pg_dump or pg_restore of at least a major version.

    The first that fits of PG_BINDIR, the embedded default's, PATH and /usr/lib/postgresql.

    Raises Refused when none does: an older one can neither read a newer server nor its dumps.
    """
    found = {program: major_of(program) for program in _candidates(name)}
    for program, major in found.items():
        if major >= at_least:
            return program
    there = ", ".join(f"{program} is {major}" for program, major in found.items()) or "none here"
    raise Refused(
        f"{name} of PostgreSQL {at_least} or newer is needed ({there}). Install "
        f"postgresql-client-{at_least}, or name its folder: PG_BINDIR=/usr/lib/postgresql/…/bin"
    )


def major_of(program: Path) -> int:
    """Return the major version that a program says it has."""
    said = subprocess.run(
        [program, "--version"], env=_environment(program, {}), capture_output=True, text=True,
        check=True,
    )  # fmt: skip
    found = re.search(r"\d+", said.stdout)
    return int(found.group()) if found else 0


def run_tool(
    program: Path, arguments: Sequence[str | Path], names: dict[str, str], say: Say, tables: int
) -> None:
    """Run it to its end, saying now and then how many of `tables` it has begun.

    Raises Refused with its last words when it fails. What it writes is for our eyes alone.
    """
    with subprocess.Popen(
        [program, "--verbose", *arguments],
        env=_environment(program, names),
        stderr=subprocess.PIPE,
        text=True,
        errors="replace",
        umask=0o077,
    ) as process:
        last = _watch(process.stderr or iter(()), program.name, tables, say)
    if process.returncode:
        raise Refused(f"{program.name} failed ({process.returncode}):\n" + "\n".join(last))


def _watch(lines: Iterator[str], name: str, tables: int, say: Say) -> list[str]:
    last: list[str] = []
    begun, said_at = 0, time.monotonic()
    for line in lines:
        tells_of_a_table = bool(TABLE.search(line))  # even where two of its streams wrote at once
        complains = not line.startswith(f"{name}: ") or COMPLAINT.match(line, len(name) + 2)
        if complains and not tells_of_a_table:
            last = [*last[1 - LAST_WORDS :], line.rstrip()]
        begun += tells_of_a_table
        if time.monotonic() - said_at > SAYS_EVERY:
            said_at = time.monotonic()
            say(f"{name}: {begun} of {tables} tables begun")
    return last


def _candidates(name: str) -> Iterator[Path]:
    for folder in postgres_candidates():
        if (folder / name).exists():
            yield folder / name
    on_path = shutil.which(name)
    if on_path and "PG_BINDIR" not in os.environ:
        yield Path(on_path)


def _environment(program: Path, names: dict[str, str]) -> dict[str, str]:
    """The wheel's programs look for their library beside them."""
    libraries = program.parent.parent / "lib"
    found = {"LD_LIBRARY_PATH": str(libraries)} if (libraries / "libpq.so.5").exists() else {}
    return {**(names or os.environ), **found, "LC_ALL": "C"}
