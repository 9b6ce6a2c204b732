"""What a step of the pipeline took: time, processor time of ours and of PostgreSQL, and its log."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from time import perf_counter
from typing import NamedTuple, TypeVar

import psycopg2

from bench.contestants import TICKS, ticks, tree
from marketplace.embedded.postgres import Postgres

T = TypeVar("T")


class Spent(NamedTuple):
    """`seconds` by the wall; processor seconds of Python and PostgreSQL; `wal` in bytes."""

    seconds: float
    python: float
    postgresql: float
    wal: int


class Meter:
    """Reads the meters of some processes of ours and of a server with all its backends."""

    def __init__(self, ours: Sequence[int], postgres: Postgres) -> None:
        assert postgres.process is not None, "the server does not run"
        self._ours, self._server, self._url = ours, postgres.process.pid, postgres.url()

    def of(self, step: Callable[[], T]) -> tuple[T, Spent]:
        before = self._read()
        began = perf_counter()
        result = step()
        seconds = perf_counter() - began
        python, postgresql, wal = (
            now - then for now, then in zip(self._read(), before, strict=True)
        )
        return result, Spent(seconds, python / TICKS, postgresql / TICKS, wal)

    def _read(self) -> tuple[int, int, int]:
        return (
            sum(ticks(pid) for pid in self._ours),
            sum(_with_the_dead(pid) for pid in tree(self._server)),
            self._log(),
        )

    def _log(self) -> int:
        with closing(psycopg2.connect(self._url)) as db, db.cursor() as cursor:
            cursor.execute("SELECT pg_current_wal_lsn() - '0/0'::pg_lsn")
            ((written,),) = cursor.fetchall()
            return int(written)


def _with_the_dead(pid: int) -> int:
    """Ticks of a process and of the children it had; 0 when it ended just now, for its parent's."""
    try:
        after_name = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return sum(int(field) for field in after_name[11:15])
