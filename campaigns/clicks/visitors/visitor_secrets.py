"""The secrets under which visitors are known: made on demand, wrapped, destroyed on schedule.

The database holds them wrapped by KEY_ENCRYPTION_KEY, which it never sees, so that a dump keeps
none alive. A destroyed secret leaves its row behind: it is never made again, nor is one whose
time was over before anybody asked for it.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Literal, NamedTuple, Protocol

from cryptography.fernet import InvalidToken
from django.core.exceptions import ImproperlyConfigured

from campaigns.clicks import retention
from marketplace import encryption

LENGTH = 32  # bytes
KEPT = {"day": retention.DAY_SECRETS, "period": retention.PERIOD_SECRETS}  # after the span


class Cursor(Protocol):
    """A cursor of psycopg2 or of Django."""

    def execute(self, sql: str, params: Any = ..., /) -> Any: ...

    def fetchall(self) -> list[tuple[Any, ...]]: ...


class Span(NamedTuple):
    """The days a secret is used for, UTC: from `starts` up to and without `ends`."""

    kind: Literal["day", "period"]
    starts: date
    ends: date

    def dies_at(self) -> datetime:
        return datetime.combine(self.ends, time(), UTC) + KEPT[self.kind]


def day(of: date) -> Span:
    return Span("day", of, of + timedelta(days=1))


def billing_period(of: date) -> Span:
    """Return the calendar month."""
    first = of.replace(day=1)
    return Span("period", first, (first + timedelta(days=31)).replace(day=1))


def secrets_of(
    cursor: Cursor, spans: Iterable[Span], *, now: datetime, allow_past: bool = False
) -> dict[Span, bytes | None]:
    """Return the secret of each span, None where it is dead; those not yet made are made now.

    Nothing is kept in memory from call to call: a transaction that is rolled back takes the
    secrets it made with it.

    Args:
        now: UTC; decides which spans are over.
        allow_past: make secrets of spans that are over, for the replay of old clicks.
    """
    wanted = sorted(set(spans))
    known = _known(cursor, wanted)
    missing = [span for span in wanted if span not in known]
    if missing:
        _make(cursor, missing, now, allow_past=allow_past)
        known |= _known(cursor, missing)
    return known


def destroy_expired(cursor: Cursor, now: datetime) -> int:
    """Destroy the secrets whose time is over at `now` (UTC); return how many."""
    cursor.execute(_DESTROY, {"now": now, "day": KEPT["day"], "period": KEPT["period"]})
    return len(cursor.fetchall())


def _known(cursor: Cursor, spans: Sequence[Span]) -> dict[Span, bytes | None]:
    by_row = {(span.kind, span.starts): span for span in spans}
    cursor.execute(_SELECT, [[span.kind for span in spans], [span.starts for span in spans]])
    return {
        span: None if wrapped is None else _unwrapped(span, bytes(wrapped))
        for kind, starts, wrapped in cursor.fetchall()
        for span in [by_row[kind, starts]]
    }


def _make(cursor: Cursor, spans: Sequence[Span], now: datetime, *, allow_past: bool) -> None:
    """Insert secrets, or the tombstones of those that are over; whoever was first wins."""
    alive = [allow_past or now < span.dies_at() for span in spans]
    rows = [
        (
            span.kind,
            span.starts,
            span.ends,
            _wrapped(span) if lives else None,
            None if lives else now,
        )
        for span, lives in zip(spans, alive, strict=True)
    ]
    cursor.execute(_INSERT, [list(column) for column in zip(*rows, strict=True)])


def _wrapped(span: Span) -> bytes:
    """Return a new secret, wrapped with the name of its span: rows cannot be exchanged."""
    return encryption.wrap(_label(span) + secrets.token_bytes(LENGTH))


def _unwrapped(span: Span, wrapped: bytes) -> bytes:
    try:
        text = encryption.unwrap(wrapped)
    except InvalidToken as error:
        raise ImproperlyConfigured(
            "KEY_ENCRYPTION_KEY is not the one the visitor secrets were wrapped with."
        ) from error
    label = _label(span)
    if not text.startswith(label):
        raise ImproperlyConfigured(f"The secret of {span.kind} {span.starts} is another's.")
    return text.removeprefix(label)


def _label(span: Span) -> bytes:
    return f"{span.kind} {span.starts} ".encode()


_SELECT = """
SELECT kind, starts, wrapped FROM campaigns_visitorsecret
JOIN unnest(%s::text[], %s::date[]) AS wanted (kind, starts) USING (kind, starts)
"""
_INSERT = """
INSERT INTO campaigns_visitorsecret (kind, starts, ends, wrapped, destroyed_at)
SELECT * FROM unnest(%s::text[], %s::date[], %s::date[], %s::bytea[], %s::timestamptz[])
ON CONFLICT (kind, starts) DO NOTHING
"""
_DESTROY = """
UPDATE campaigns_visitorsecret SET wrapped = NULL, destroyed_at = %(now)s
WHERE wrapped IS NOT NULL AND ends::timestamp AT TIME ZONE 'UTC'
    + CASE kind WHEN 'day' THEN %(day)s ELSE %(period)s END <= %(now)s
RETURNING kind
"""
