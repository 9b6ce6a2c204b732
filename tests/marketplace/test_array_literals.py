"""Array literals are read by PostgreSQL as what they were made from."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.db import connection

from marketplace.array_literals import Value, array


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("bigint", [1, -2, None]),
        ("text", ["", "a,b", 'say "it"', "back\\slash", "{}", "NULL", "é’"]),
        ("uuid", [uuid4()]),
        ("timestamptz", [datetime(2026, 11, 22, 23, 59, 59, 123000, tzinfo=UTC)]),
        ("bytea", [b"\x00\xff\\", b""]),
        ("jsonb", ['{"a": "b"}', None]),
    ],
)
def test_values_come_back(kind: str, values: list[Value]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT to_jsonb(v) = to_jsonb(w), v IS NULL FROM unnest(%s::{kind}[])"
                       f" WITH ORDINALITY AS a (v, n) JOIN unnest(%s::{kind}[])"
                       " WITH ORDINALITY AS b (w, n) USING (n) ORDER BY n",
                       [array(values), [str(v) if isinstance(v, str) else v for v in values]
                        if kind != "uuid" else [str(v) for v in values]])  # fmt: skip
        found = cursor.fetchall()

    assert [same or none for same, none in found] == [True] * len(values)
    assert [none for _, none in found] == [value is None for value in values]
