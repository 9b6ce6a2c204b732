"""Take a backup: pg_dump of one snapshot in several streams, and the figures of that snapshot."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from psycopg2.extensions import cursor as Cursor  # noqa: N812  its name there is lower case

from marketplace.backup import pg_tools
from marketplace.backup.database_address import Address
from marketplace.backup.manifest import DUMP, Manifest, Query, count_rows, key_check
from marketplace.backup.pg_tools import Say
from marketplace.processes.refused import Refused

STREAMS = 2
LOCKS_WITHIN = "60s"  # for the tables of the dump: a migration may hold one
ATTEMPTS = 3


def take_backup(folder: Path, say: Say, streams: int = STREAMS) -> Manifest:
    """Write a backup of the owner's database into a new folder; return what is in it.

    The folder has its name only once all of it is on disk. A stream of pg_dump takes its locks
    without waiting, so that somebody who queues for a table in that moment (a partition being
    attached) ends the dump: it is begun again, up to ATTEMPTS times.

    Raises Refused when the folder is there, no pg_dump fits, or pg_dump fails.
    """
    if folder.exists():
        raise Refused(f"{folder} is there already; a backup is never written over another.")
    partial = folder.with_name(f".{folder.name}.partial")
    for attempt in range(1, ATTEMPTS + 1):
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir(mode=0o700)
        try:
            manifest = _dump(partial, say, streams)
        except Refused as reason:
            shutil.rmtree(partial, ignore_errors=True)
            if attempt == ATTEMPTS or "could not obtain lock" not in str(reason):
                raise
            say(f"a table was in use; beginning again ({attempt} of {ATTEMPTS - 1})")
        else:
            break
    partial.rename(folder)
    _sync(folder.parent)
    return manifest


def _dump(folder: Path, say: Say, streams: int) -> Manifest:
    owner = Address.of("owner")
    with _snapshot(owner) as (query, server, name):
        program = pg_tools.tool("pg_dump", at_least=server)
        tables = len(query("SELECT FROM pg_class WHERE relkind = 'r' AND relnamespace = 2200"))
        arguments = [
            *("--format", "directory", "--jobs", str(streams), "--compress", "1"),
            *("--snapshot", name, "--lock-wait-timeout", LOCKS_WITHIN),
            *("--file", str(folder / DUMP)),
        ]
        pg_tools.run_tool(program, arguments, owner.environment(), say, tables)
        say("counting what is in it")
        rows = count_rows(query)
    manifest = Manifest(
        taken_at=datetime.now(UTC).isoformat(timespec="seconds"),
        server=server,
        owner=owner.user,
        application=Address.of("default").user,
        key_check=key_check(),
        rows=rows,
    )
    manifest.write(folder)
    _sync(folder)
    return manifest


@contextmanager
def _snapshot(address: Address) -> Iterator[tuple[Query, int, str]]:
    """Hold a snapshot that pg_dump can share; gives a way to ask it, the server's major, its name.

    It waits idle while pg_dump works, and counting may be long: no time limit ends it.
    """
    with closing(address.connect()) as db, db.cursor() as cursor:
        for limit in ("statement_timeout", "idle_in_transaction_session_timeout"):
            cursor.execute(f"SET {limit} = 0")
        cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        ((name,),) = _rows(cursor, "SELECT pg_export_snapshot()")
        yield lambda sql: _rows(cursor, sql), db.server_version // 10_000, name


def _rows(cursor: Cursor, sql: str) -> list[tuple[Any, ...]]:
    cursor.execute(sql)
    return cursor.fetchall()


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
