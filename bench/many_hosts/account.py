"""Who was answered when, read from what the visitors write down as they go."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple
from uuid import UUID


class Visit(NamedTuple):
    """One visitor: when (seconds), at which host (number), the click if answered, milliseconds."""

    at: float
    host: int
    click: UUID | None
    took: float


class Account:
    """Grows with the file; a line that is not yet whole waits for the next look."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._read = 0
        self.visits: list[Visit] = []

    def look(self) -> list[Visit]:
        """Read what is new and return it."""
        if not self._file.exists():
            return []
        with self._file.open("rb") as file:
            file.seek(self._read)
            text = file.read()
        whole = text[: text.rfind(b"\n") + 1]
        self._read += len(whole)
        new = [_visit(line) for line in whole.decode().splitlines()]
        self.visits += new
        return new

    def between(self, since: float, until: float) -> list[Visit]:
        return [visit for visit in self.visits if since <= visit.at < until]


def _visit(line: str) -> Visit:
    at, host, click, took = line.split()
    return Visit(float(at), int(host), None if click == "-" else UUID(click), float(took))
