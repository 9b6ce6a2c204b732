"""Rows for COPY in PostgreSQL's binary format: the cheapest way to write many.

A row is its number of fields, then each field behind its length in bytes; rows of a fixed shape
are best packed by one `struct.Struct` whose lengths are constants. Against columns as array
literals and `unnest`, a verdict costs a third (docs/decisions/0018-copy-in-the-hot-path.md).
Source: PostgreSQL manual, "COPY", section "Binary Format".
"""

from __future__ import annotations

import struct
from collections.abc import Iterable
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, Protocol

from django.db import connection

NULL = struct.pack("!i", -1)
_HEADER = b"PGCOPY\n\xff\r\n\0" + bytes(8)
_TRAILER = struct.pack("!h", -1)
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
_TEXT_OID = 25
_NO_ELEMENTS = struct.pack("!i i i i", 12, 0, 0, _TEXT_OID)
_ONE_DIMENSION = struct.Struct("!i i i i i")
JSONB_VERSION = b"\x01"


class CopyCursor(Protocol):
    """A cursor that can COPY."""

    def copy_expert(self, sql: str, file: Any, /) -> Any: ...


def copy(table: str, columns: str, rows: Iterable[bytes]) -> None:
    """Append rows to a table in the present transaction; `columns` in the order of the fields.

    Raises what Django raises for the table's constraints: IntegrityError, DataError.
    """
    with connection.wrap_database_errors, connection.cursor() as cursor:
        send(cursor, f"{table} ({columns})", rows)


def send(cursor: CopyCursor, into: str, rows: Iterable[bytes]) -> None:
    """COPY rows `into` a table. Raises psycopg2's errors: Django's cursor does not translate."""
    file = BytesIO(b"".join((_HEADER, *rows, _TRAILER)))
    cursor.copy_expert(f"COPY {into} FROM STDIN (FORMAT binary)", file)


def microseconds(at: datetime) -> int:
    """Return a timestamptz as it is sent: microseconds since 2000-01-01 (UTC)."""
    since = at - _EPOCH
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds


def text(value: str) -> bytes:
    return data(value.encode())


def data(value: bytes) -> bytes:
    return len(value).to_bytes(4) + value


def maybe_text(value: str | None) -> bytes:
    return NULL if value is None else data(value.encode())


def maybe_data(value: bytes | None) -> bytes:
    return NULL if value is None else len(value).to_bytes(4) + value


def maybe_bigint(value: int | None) -> bytes:
    return NULL if value is None else data(value.to_bytes(8, signed=True))


def maybe_jsonb(document: str | None) -> bytes:
    return NULL if document is None else data(JSONB_VERSION + document.encode())


def texts(values: Iterable[str]) -> bytes:
    """Return a text[] of one dimension."""
    elements = [text(value) for value in values]
    if not elements:
        return _NO_ELEMENTS
    return data(_ONE_DIMENSION.pack(1, 0, _TEXT_OID, len(elements), 1) + b"".join(elements))
