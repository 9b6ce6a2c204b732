"""Bring kept clicks into PostgreSQL: binary COPY to a stage, then only what is new from there.

The primary key is (at, id) with the id made at the redirect, so that a click shipped twice
conflicts and changes nothing. Arrival numbers follow the order of the stage.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from hashlib import sha256
from io import BytesIO
from typing import Any, Protocol

from campaigns.clicks import retention
from campaigns.clicks.derivation import KeptClick
from campaigns.clicks.visitor_secrets import Cursor

# PostgreSQL, "COPY", section Binary Format
HEADER = b"PGCOPY\n\xff\r\n\0" + bytes(8)
TRAILER = struct.pack("!h", -1)
NULL = struct.pack("!i", -1)
POSTGRES_EPOCH = 946_684_800_000  # 2000-01-01 UTC, in milliseconds since 1970

FIELDS = 20
# Number of fields, then each with its length: position, id, at, link_id, claim_id,
# user_agent_id, prefetch, late, clicker_stated. The lengths are constants of the format.
FIXED = struct.Struct("!h i i i 16s i q i q i q i q i ? i ? i ?")


class CopyCursor(Cursor, Protocol):
    """A cursor that can also COPY."""

    def copy_expert(self, sql: str, file: Any, /) -> Any: ...


def store(cursor: CopyCursor, clicks: Sequence[KeptClick], agents: Mapping[str, int]) -> int:
    """Insert the clicks that are new, each with its place in the judge's queue.

    Args:
        cursor: inside a transaction; the stage is emptied at its end.
        agents: ids by user agent, of all clicks.

    Returns how many were new. Raises psycopg2.DataError or IntegrityError when the database
    refuses any of them; then none is stored.
    """
    cursor.execute(_STAGE)
    # Django's cursor wrapper translates neither COPY nor its errors.
    cursor.copy_expert("COPY click_stage FROM STDIN (FORMAT binary)", _file(clicks, agents))
    cursor.execute(_INSERT, {"prefixes": retention.PREFIXES})
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


def _file(clicks: Sequence[KeptClick], agents: Mapping[str, int]) -> BytesIO:
    rows = (_row(number, click, agents[click.user_agent]) for number, click in enumerate(clicks))
    return BytesIO(b"".join([HEADER, *rows, TRAILER]))


def _row(position: int, click: KeptClick, agent: int) -> bytes:
    microseconds = (click.at - POSTGRES_EPOCH) * 1000
    fixed = FIXED.pack(
        *(FIELDS, 4, position, 16, click.id, 8, microseconds, 8, click.link_id),
        *(8, click.claim_id, 8, agent, 1, click.prefetch, 1, click.late),
        *(1, click.clicker_stated),
    )
    return b"".join(
        (
            fixed,
            _text(click.method),
            _text(click.referrer_host),
            _text(click.languages),
            NULL if click.prefix is None else _text(click.prefix),
            _bytes(click.visitor_day),
            _bytes(click.visitor_period),
            _bytes(click.visitor_before),
            _text(click.network),
            _text(click.referrer_class),
            NULL if click.country is None else _text(click.country),
            NULL if click.clicker_id is None else _bytes(click.clicker_id.to_bytes(8)),
        )
    )


def _text(value: str) -> bytes:
    return _bytes(value.encode())


def _bytes(value: bytes | None) -> bytes:
    return NULL if value is None else len(value).to_bytes(4) + value


_STAGE = """
CREATE TEMPORARY TABLE IF NOT EXISTS click_stage (
    position int, id uuid, at timestamptz, link_id bigint, claim_id bigint, user_agent_id bigint,
    prefetch boolean, late boolean, clicker_stated boolean, method text, referrer_host text,
    languages text, prefix text, visitor_day bytea, visitor_period bytea, visitor_before bytea,
    network text, referrer_class text, country text, clicker_id bigint
) ON COMMIT DELETE ROWS
"""
_INSERT = """
WITH fresh AS (
    INSERT INTO campaigns_click (
        id, at, link_id, claim_id, method, prefetch, user_agent_id, referrer_host, languages,
        prefix, visitor_day, visitor_period, late, network, referrer_class, country, clicker_id
    )
    SELECT id, at, link_id, claim_id, method, prefetch, user_agent_id, referrer_host, languages,
        -- Each day's are forgotten once: one that came later would never be.
        CASE WHEN at >= now() - %(prefixes)s THEN prefix END,
        visitor_day, visitor_period, late, network, referrer_class, country, clicker_id
    FROM click_stage ORDER BY position
    ON CONFLICT DO NOTHING
    RETURNING id, at, arrival, link_id, claim_id
), queued AS (
    INSERT INTO campaigns_clicktojudge
        (arrival, click_id, click_at, claim_id, link_id, visitor_before, clicker_stated)
    SELECT fresh.arrival, fresh.id, fresh.at, fresh.claim_id, fresh.link_id,
        stage.visitor_before, stage.clicker_stated
    FROM fresh JOIN click_stage stage USING (at, id)
    RETURNING arrival
)
SELECT count(*) FROM queued
"""
_AGENTS = "SELECT digest, id FROM campaigns_useragent WHERE digest = ANY(%s::bytea[])"
_ADD_AGENTS = """
INSERT INTO campaigns_useragent (digest, string)
SELECT * FROM unnest(%s::bytea[], %s::text[]) ON CONFLICT (digest) DO NOTHING
"""
