"""Restore a backup into an empty database, and hold it against the figures of its manifest."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any

from marketplace.backup import pg_tools, restore_target
from marketplace.backup.database_address import Address
from marketplace.backup.manifest import DUMP, Manifest, count_rows
from marketplace.backup.pg_tools import Say
from marketplace.processes.refused import Refused

STREAMS = 2


def restore(folder: Path, into: Address, say: Say, streams: int = STREAMS) -> Manifest:
    """Restore what `take` wrote; tables, owners, rights and triggers are those of the backup.

    Raises Refused as target.prepare does, and when no pg_restore fits or it fails: then the
    database is to be dropped.
    """
    manifest = Manifest.read(folder)
    program = pg_tools.tool("pg_restore", at_least=manifest.server)
    restore_target.prepare(into, manifest)
    arguments: list[str | Path] = [
        "--exit-on-error",
        "--jobs",
        str(streams),
        "--dbname",
        into.dbname,
        folder / DUMP,
    ]
    try:
        pg_tools.run_tool(program, arguments, into.environment(), say, len(manifest.rows))
    except Refused as reason:
        raise Refused(f"{reason}\n{into.dbname} holds a part of the backup: drop it.") from reason
    return manifest


def differing(manifest: Manifest, into: Address) -> dict[str, tuple[int, int]]:
    """Return each table that does not hold as many rows as the backup did: (then, now)."""
    with closing(into.connect()) as db, db.cursor() as cursor:
        cursor.execute("ANALYZE")  # a dump brings no statistics, and what follows asks much

        def query(sql: str) -> list[tuple[Any, ...]]:
            cursor.execute(sql)
            return cursor.fetchall()

        now = count_rows(query)
    names = sorted(manifest.rows.keys() | now.keys())
    pairs = {name: (manifest.rows.get(name, 0), now.get(name, 0)) for name in names}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}
