"""Take clicks that wait for pass A: whole claims at a time, in order of arrival.

One judge per claim at a time, by a transaction-scoped advisory lock: two judges share the work
and never a claim.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from marketplace.arrays import array

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


def take(limit: int) -> list[Waiting]:
    """Lock some claims and return up to `limit` of their clicks, in order of arrival."""
    with connection.cursor() as cursor:
        cursor.execute(_LOCK_CLAIMS, {"look_ahead": LOOK_AHEAD, "space": LOCKS, "limit": limit})
        claims = [claim for (claim,) in cursor.fetchall()]
        # A new statement, so that it sees what the judge before us committed.
        cursor.execute(_CLICKS, {"claims": array(claims), "limit": limit})
        return [_waiting(row) for row in cursor]


def lock_claim(claim_id: int) -> None:
    """Wait until no judge works on the claim, and keep others from it until the commit."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", (LOCKS, claim_id))


def _waiting(row: tuple[Any, ...]) -> Waiting:
    """The keys come as views of the driver's memory."""
    before, day = row[-2:]
    return Waiting._make((*row[:-2], before and bytes(before), day and bytes(day)))


# Of claims that nobody judges, as many as hold `limit` clicks if all hold as many: other judges
# find some left. OFFSET keeps the locks after the order, and LIMIT ends them.
_LOCK_CLAIMS = """
WITH waiting AS MATERIALIZED (
    SELECT claim_id, min(arrival) AS since, count(*) AS clicks
    FROM (SELECT claim_id, arrival FROM campaigns_clicktojudge
          ORDER BY arrival LIMIT %(look_ahead)s) AS oldest
    GROUP BY claim_id
)
SELECT claim_id FROM (SELECT claim_id FROM waiting ORDER BY since OFFSET 0) AS claims
WHERE pg_try_advisory_xact_lock(%(space)s, claim_id::int)
LIMIT (SELECT ceil(%(limit)s * count(*) / sum(clicks)) FROM waiting)
"""
_CLICKS = """
SELECT queue.arrival, queue.click_id, queue.click_at, queue.claim_id, queue.link_id,
       click.method, click.prefetch, click.user_agent_id, click.languages, click.late,
       click.network, click.referrer_class, click.clicker_id, queue.clicker_stated,
       queue.visitor_before, click.visitor_day
FROM (SELECT * FROM campaigns_clicktojudge WHERE claim_id = ANY(%(claims)s::bigint[])
      ORDER BY arrival LIMIT %(limit)s) AS queue
JOIN campaigns_click click ON click.at = queue.click_at AND click.id = queue.click_id
ORDER BY queue.arrival
"""
