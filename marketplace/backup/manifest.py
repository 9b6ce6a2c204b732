"""What a backup holds, in figures that the restored copy is held against."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from cryptography.fernet import InvalidToken

from marketplace import encryption
from marketplace.processes.refused import Refused

NAME = "manifest.json"
DUMP = "dump"
# Wrapped, it tells whether a key is the one of the backup, and nothing about the key.
KNOWN = b"Franc"

Query = Callable[[str], list[tuple[Any, ...]]]


@dataclass(frozen=True)
class Manifest:
    """A finished backup. `rows` counts each table in the snapshot of the dump."""

    taken_at: str
    server: int
    owner: str
    application: str
    key_check: str
    rows: dict[str, int]

    @classmethod
    def read(cls, folder: Path) -> Manifest:
        """Raises Refused when there is none: it is written last, when all else is on disk."""
        try:
            return cls(**json.loads((folder / NAME).read_text()))
        except (OSError, ValueError, TypeError) as error:
            raise Refused(f"{folder} is no finished backup: {error}") from error

    def write(self, folder: Path) -> None:
        """Write it through to the disk, readable by nobody else."""
        handle = os.open(folder / NAME, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            json.dump(asdict(self), file, indent=1)
            file.flush()
            os.fsync(file.fileno())

    def key_fits(self) -> bool:
        """Whether KEY_ENCRYPTION_KEY opens what this backup holds wrapped."""
        try:
            return encryption.unwrap(self.key_check.encode()) == KNOWN
        except InvalidToken:
            return False


def key_check() -> str:
    return encryption.wrap(KNOWN).decode()


def count_rows(query: Query) -> dict[str, int]:
    """Count every table of the schema; a partitioned one by its partitions."""
    tables = [name for (name,) in query(_TABLES)]
    return {name: int(query(_COUNT % name)[0][0]) for name in tables}


_COUNT = 'SELECT count(*) FROM "%s"'
_TABLES = """
SELECT relname FROM pg_class
WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY relname
"""
