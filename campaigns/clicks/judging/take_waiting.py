"""Take clicks that wait for pass A: whole claims at a time, in order of arrival.

One judge per claim at a time, by a transaction-scoped advisory lock: two judges share the work
and never a claim.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from marketplace.array_literals import array

LOCKS = 0x6A756467  # "judg": the advisory-lock space of claims being judged
LOOK_AHEAD = 20_000


class Waiting(NamedTuple):
    """A click to judge, as it stands in the database. Keys are bytes, times UTC."""

    arrival: int
    id: UUID
    at: datetime
    claim_id: int
    link_id: int
    method: str
    prefetch: bool
    user_agent_id: int
    languages: str
    late: bool
    network: str
    referrer_class: str
    clicker_id: int | None
    clicker_stated: bool
    visitor_before: bytes | None
    visitor_day: bytes | None


def take_waiting(limit: int) -> list[Waiting]:
    """Lock some claims and return up to `limit` of their clicks, in order of arrival."""
    with connection.cursor() as cursor:
        cursor.execute(_LOCK_CLAIMS, {"look_ahead": LOOK_AHEAD, "space": LOCKS, "limit": limit})
        claims = [claim for (claim,) in cursor.fetchall()]
    return _clicks(claims, limit)  # a new statement: it sees what the judge before us committed


def take_of(claim_id: int, limit: int) -> list[Waiting]:
    """Wait for one claim and return up to `limit` of its clicks, in order of arrival."""
    lock_claim(claim_id)
    return _clicks([claim_id], limit)


def claims() -> list[int]:
    """Return the claims of the oldest waiting clicks."""
    with connection.cursor() as cursor:
        cursor.execute(_CLAIMS, {"look_ahead": LOOK_AHEAD})
        return [claim for (claim,) in cursor.fetchall()]


def first_of(claim_id: int) -> int | None:
    """Return the arrival number of the claim's oldest waiting click."""
    with connection.cursor() as cursor:
        cursor.execute(_FIRST, [claim_id])
        ((arrival,),) = cursor.fetchall()
        return arrival if arrival is None else int(arrival)


@contextmanager
def keep_claim(claim_id: int) -> Iterator[bool]:
    """Keep other judges from a claim over several transactions, if nobody is at it: it says so."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", (LOCKS, claim_id))
        ((mine,),) = cursor.fetchall()
    try:
        yield bool(mine)
    finally:
        if mine and connection.is_usable():  # a connection that ended has let go of it
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", (LOCKS, claim_id))


def lock_claim(claim_id: int) -> None:
    """Wait until no judge works on the claim, and keep others from it until the commit."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", (LOCKS, claim_id))


def _clicks(claims: list[int], limit: int) -> list[Waiting]:
    with connection.cursor() as cursor:
        cursor.execute(_CLICKS, {"claims": array(claims), "limit": limit})
        return [_waiting(row) for row in cursor]


def _waiting(row: tuple[Any, ...]) -> Waiting:
    """The keys come as views of the driver's memory."""
    before, day = row[-2:]
    return Waiting._make((*row[:-2], before and bytes(before), day and bytes(day)))


# Of claims that nobody judges, as many as hold `limit` clicks if all hold as many: other judges
# find some left. OFFSET keeps the locks after the order, and LIMIT ends them.
_LOCK_CLAIMS = """
WITH waiting AS MATERIALIZED (
    SELECT claim_id, min(arrival) AS since, count(*) AS clicks
    FROM (SELECT claim_id, arrival FROM campaigns_clicktojudge queue
          WHERE NOT EXISTS (SELECT FROM campaigns_claimontrial trial
                            WHERE trial.claim_id = queue.claim_id)
            AND NOT EXISTS (SELECT FROM campaigns_parkedclick parked
                            WHERE parked.arrival = queue.arrival)
          ORDER BY arrival LIMIT %(look_ahead)s) AS oldest
    GROUP BY claim_id
)
SELECT claim_id FROM (SELECT claim_id FROM waiting ORDER BY since OFFSET 0) AS claims
WHERE pg_try_advisory_xact_lock(%(space)s, claim_id::int)
LIMIT (SELECT ceil(%(limit)s * count(*) / sum(clicks)) FROM waiting)
"""
_CLAIMS = """
SELECT DISTINCT claim_id FROM (
    SELECT claim_id FROM campaigns_clicktojudge queue
    WHERE NOT EXISTS (SELECT FROM campaigns_parkedclick parked
                      WHERE parked.arrival = queue.arrival)
    ORDER BY arrival LIMIT %(look_ahead)s) AS oldest
"""
_FIRST = """
SELECT min(arrival) FROM campaigns_clicktojudge queue
WHERE claim_id = %s AND NOT EXISTS (SELECT FROM campaigns_parkedclick parked
                                    WHERE parked.arrival = queue.arrival)
"""
# LIMIT 1 has each click looked up by its key: a join may read the whole day for every batch, and
# does while the day's statistics are those of its morning.
_CLICKS = """
SELECT queue.arrival, queue.click_id, queue.click_at, queue.claim_id, queue.link_id,
       click.method, click.prefetch, click.user_agent_id, click.languages, click.late,
       click.network, click.referrer_class, click.clicker_id, queue.clicker_stated,
       queue.visitor_before, click.visitor_day
FROM (SELECT * FROM campaigns_clicktojudge waits
      WHERE claim_id = ANY(%(claims)s::bigint[])
        AND NOT EXISTS (SELECT FROM campaigns_parkedclick parked
                        WHERE parked.arrival = waits.arrival)
      ORDER BY arrival LIMIT %(limit)s) AS queue
CROSS JOIN LATERAL (
    SELECT * FROM campaigns_click WHERE at = queue.click_at AND id = queue.click_id LIMIT 1
) AS click
ORDER BY queue.arrival
"""
