"""Bring kept clicks into PostgreSQL by binary COPY: into the table, or what is new of them.

The primary key is (at, id) with the id made at the redirect, so that a click shipped twice
conflicts and changes nothing. Most batches hold new clicks only and need no stage; where one is
known already, all go to a stage, and from there what is new. Arrival numbers follow the order
given.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import NamedTuple, Protocol

from django.db import transaction
from psycopg2.errors import UniqueViolation

from campaigns.clicks import retention
from campaigns.clicks.shipping.derive_click import KeptClick
from campaigns.clicks.visitors.visitor_secrets import Cursor
from marketplace import binary_copy
from marketplace.binary_copy import maybe_bigint, maybe_data, maybe_text, text

POSTGRES_EPOCH = 946_684_800_000  # 2000-01-01 UTC, in milliseconds since 1970


class CopyCursor(binary_copy.CopyCursor, Cursor, Protocol):
    """A cursor that can also COPY."""


class Numbered(NamedTuple):
    """A click with the number of its arrival and its fields as the table takes them."""

    arrival: int
    click: KeptClick
    fields: bytes


def store(cursor: CopyCursor, clicks: Sequence[KeptClick], agents: Mapping[str, int]) -> int:
    """Insert the clicks that are new, each with its place in the judge's queue.

    Args:
        cursor: Django's, inside a transaction.
        agents: ids by user agent, of all clicks.

    Returns how many were new. Raises psycopg2.DataError or IntegrityError when the database
    refuses any of them; then none is stored.
    """
    numbered = list(_number(cursor, clicks, agents))
    try:
        with transaction.atomic():
            binary_copy.send(cursor, f"campaigns_click ({_CLICK})", map(_click, numbered))
            binary_copy.send(cursor, f"campaigns_clicktojudge ({_QUEUE})", map(_queued, numbered))
    except UniqueViolation:
        return _store_new(cursor, numbered)
    return len(numbered)


def _store_new(cursor: CopyCursor, numbered: Sequence[Numbered]) -> int:
    cursor.execute(_STAGE)
    binary_copy.send(cursor, f"click_stage ({_CLICK}, {_ONLY_QUEUED})", map(_staged, numbered))
    cursor.execute(_INSERT)
    ((new,),) = cursor.fetchall()
    return int(new)


def user_agent_ids(cursor: Cursor, strings: set[str]) -> dict[str, int]:
    """Return the id of each user agent, adding those not seen before."""
    digests = {sha256(string.encode()).digest(): string for string in strings}
    found = _find_agents(cursor, digests)
    missing = {digest: s for digest, s in digests.items() if s not in found}
    if missing:
        columns = [list(missing), list(missing.values())]
        cursor.execute(_ADD_AGENTS, columns)
        found |= _find_agents(cursor, missing)
    return found


def _find_agents(cursor: Cursor, digests: Mapping[bytes, str]) -> dict[str, int]:
    cursor.execute(_AGENTS, [list(digests)])
    return {digests[bytes(digest)]: number for digest, number in cursor.fetchall()}


def _number(
    cursor: Cursor, clicks: Iterable[KeptClick], agents: Mapping[str, int]
) -> Iterator[Numbered]:
    """Prefixes of each day are forgotten once: one that came later would never be."""
    clicks = list(clicks)
    cursor.execute(_ARRIVALS, {"prefixes": retention.PREFIXES, "clicks": len(clicks)})
    rows = sorted(cursor.fetchall())
    for (arrival, prefixes_since), click in zip(rows, clicks, strict=True):
        prefix = click.prefix if click.at >= prefixes_since else None
        yield Numbered(arrival, click, _fields(arrival, click, agents[click.user_agent], prefix))


def _fields(arrival: int, click: KeptClick, agent: int, prefix: str | None) -> bytes:
    fixed = _FIXED.pack(
        *(8, arrival, 16, click.id, 8, _microseconds(click), 8, click.link_id),
        *(8, click.claim_id, 8, agent, 1, click.prefetch, 1, click.late),
    )
    return b"".join(
        (
            fixed,
            text(click.method),
            text(click.referrer_host),
            text(click.languages),
            maybe_text(prefix),
            maybe_data(click.visitor_day),
            maybe_data(click.visitor_period),
            text(click.network),
            text(click.referrer_class),
            maybe_text(click.country),
            maybe_bigint(click.clicker_id),
        )
    )


def _microseconds(click: KeptClick) -> int:
    return (click.at - POSTGRES_EPOCH) * 1000


def _click(one: Numbered) -> bytes:
    return _CLICK_FIELDS + one.fields


def _queued(one: Numbered) -> bytes:
    click = one.click
    return _QUEUED.pack(
        *(7, 8, one.arrival, 16, click.id, 8, _microseconds(click)),
        *(8, click.claim_id, 8, click.link_id, 1, click.clicker_stated),
    ) + maybe_data(click.visitor_before)


def _staged(one: Numbered) -> bytes:
    stated = _STATED.pack(1, one.click.clicker_stated)
    return b"".join((_STAGED_FIELDS, one.fields, stated, maybe_data(one.click.visitor_before)))


_CLICK = (
    "arrival, id, at, link_id, claim_id, user_agent_id, prefetch, late, method, referrer_host,"
    " languages, prefix, visitor_day, visitor_period, network, referrer_class, country, clicker_id"
)
_ONLY_QUEUED = "clicker_stated, visitor_before"
_QUEUE = f"arrival, click_id, click_at, claim_id, link_id, {_ONLY_QUEUED}"
# How many fields a row has.
_CLICK_FIELDS = struct.pack("!h", 18)
_STAGED_FIELDS = struct.pack("!h", 20)
# Each field behind its length: those of _CLICK that are always as long, and all of _QUEUE but one.
_FIXED = struct.Struct("!i q i 16s i q i q i q i q i ? i ?")
_QUEUED = struct.Struct("!h i q i 16s i q i q i q i ?")
_STATED = struct.Struct("!i ?")
_ARRIVALS = """
SELECT nextval('campaigns_click_arrival_seq'),
       (extract(epoch FROM now() - %(prefixes)s::interval) * 1000)::bigint
FROM generate_series(1, %(clicks)s)
"""
_STAGE = """
CREATE TEMPORARY TABLE IF NOT EXISTS click_stage (
    arrival bigint, id uuid, at timestamptz, link_id bigint, claim_id bigint, user_agent_id bigint,
    prefetch boolean, late boolean, method text, referrer_host text, languages text, prefix text,
    visitor_day bytea, visitor_period bytea, network text, referrer_class text, country text,
    clicker_id bigint, clicker_stated boolean, visitor_before bytea
) ON COMMIT DELETE ROWS
"""
_INSERT = f"""
WITH fresh AS (
    INSERT INTO campaigns_click ({_CLICK}) SELECT {_CLICK} FROM click_stage ORDER BY arrival
    ON CONFLICT DO NOTHING
    RETURNING id, at
), queued AS (
    INSERT INTO campaigns_clicktojudge ({_QUEUE})
    SELECT arrival, id, at, claim_id, link_id, {_ONLY_QUEUED}
    FROM fresh JOIN click_stage stage USING (at, id)
    RETURNING arrival
)
SELECT count(*) FROM queued
"""  # noqa: S608  columns of ours
_AGENTS = "SELECT digest, id FROM campaigns_useragent WHERE digest = ANY(%s::bytea[])"
_ADD_AGENTS = """
INSERT INTO campaigns_useragent (digest, string)
SELECT * FROM unnest(%s::bytea[], %s::text[]) ON CONFLICT (digest) DO NOTHING
"""
