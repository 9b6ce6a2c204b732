"""A throwaway schema: a temporary twin of every table, in front of the real ones.

PostgreSQL looks for tables among a session's temporary ones first, so the live code, unchanged,
reads and writes only the twins; they die with the session, whatever kills it. And it runs in
read-only transactions, in which PostgreSQL lets nobody write anything but temporary tables.
Twins have neither triggers nor foreign keys.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.db.backends.signals import connection_created

# Live judges lock a claim by its id, server-wide: ours must not be theirs.
FIRST_ID = 1 << 30
BUFFERS = "256MB"  # of the session's memory in PostgreSQL, for its temporary tables


class SchemaLeaks(Exception):
    """A table or a sequence of the real data could be reached: the replay does not begin."""


@contextmanager
def throwaway() -> Iterator[None]:
    """Put temporary twins in front of all tables of this connection, until it is closed.

    Raises SchemaLeaks.
    """
    connection.close()
    try:
        _build()
        _guard()
        connection_created.connect(_refuse)
        yield
    finally:
        connection_created.disconnect(_refuse)
        connection.close()


@contextmanager
def may_write() -> Iterator[None]:
    """Allow to create: in a read-only transaction not even a temporary table can be made."""
    _read_only(False)
    try:
        yield
    finally:
        _read_only(True)


def tidy(table: str) -> None:
    """Vacuum and analyse a twin: nobody else looks after temporary tables."""
    with connection.cursor() as cursor:
        cursor.execute(f"VACUUM (ANALYZE) {connection.ops.quote_name(table)}")


def analyse() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relnamespace = pg_my_temp_schema()"
                       " AND relkind = 'r' ORDER BY relname")  # fmt: skip
        for (table,) in cursor.fetchall():
            cursor.execute(f"ANALYZE {connection.ops.quote_name(table)}")


def _build() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('temp_buffers', %s, false)", [BUFFERS])
        cursor.execute(_TABLES)
        for (table,) in cursor.fetchall():
            cursor.execute(f"CREATE TEMPORARY TABLE {table} (LIKE public.{table} INCLUDING ALL)")
        cursor.execute(_IDENTITIES)
        for table, column in cursor.fetchall():
            cursor.execute(f"ALTER TABLE pg_temp.{table} ALTER {column} RESTART WITH {FIRST_ID}")
        cursor.execute(_COUNTERS)


def _guard() -> None:
    """Make sure that no name leads to real data, and let PostgreSQL see to it from here on."""
    with connection.cursor() as cursor:
        cursor.execute(_LEAKS)
        leaks = [name for (name,) in cursor.fetchall()]
    if leaks:
        raise SchemaLeaks(f"These are not replaced by temporary ones: {', '.join(leaks)}")
    _read_only(True)


def _read_only(yes: bool) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('default_transaction_read_only', %s, false)",
                       ["on" if yes else "off"])  # fmt: skip


def _refuse(**_: Any) -> None:
    """A new connection would have the real tables in front of it."""
    connection.close()
    raise SchemaLeaks("The connection was lost, and the throwaway schema with it.")


# Only what Franc owns; partitions are reached through their parents alone.
_TABLES = """
SELECT quote_ident(relname) FROM pg_class
WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition
ORDER BY relname
"""
_IDENTITIES = """
SELECT quote_ident(relname), quote_ident(attname)
FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
WHERE relnamespace = pg_my_temp_schema() AND relkind = 'r' AND attidentity <> ''
"""
# A default copied from a table still draws from the real sequence: give each one of its own.
_COUNTERS = """
DO $$
DECLARE
    found record;
BEGIN
    FOR found IN
        SELECT tables.relname, attname, sequences.relname AS counter
        FROM pg_attrdef
        JOIN pg_class tables ON tables.oid = adrelid
        JOIN pg_attribute ON attrelid = adrelid AND attnum = adnum
        JOIN pg_depend ON classid = 'pg_attrdef'::regclass AND objid = pg_attrdef.oid
        JOIN pg_class sequences ON sequences.oid = refobjid AND sequences.relkind = 'S'
        WHERE tables.relnamespace = pg_my_temp_schema()
    LOOP
        EXECUTE format('CREATE TEMPORARY SEQUENCE %I', found.counter);
        EXECUTE format('ALTER TABLE pg_temp.%I ALTER %I SET DEFAULT nextval(%L)',
            found.relname, found.attname, 'pg_temp.' || quote_ident(found.counter));
    END LOOP;
END $$
"""
_LEAKS = """
SELECT relname FROM pg_class
WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition
    AND to_regclass(quote_ident(relname)) IS DISTINCT FROM
        to_regclass('pg_temp.' || quote_ident(relname))
UNION ALL
SELECT sequences.relname FROM pg_depend
JOIN pg_attrdef ON pg_attrdef.oid = objid AND classid = 'pg_attrdef'::regclass
JOIN pg_class tables ON tables.oid = adrelid
    AND tables.relnamespace = pg_my_temp_schema()
JOIN pg_class sequences ON sequences.oid = refobjid AND sequences.relkind = 'S'
    AND sequences.relnamespace <> pg_my_temp_schema()
"""
