"""What hangs on a decision: the clicks, the claims and the cents of cases and appeals."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from django.db import connection

from marketplace.array_literals import array


class Stake(NamedTuple):
    """Clicks of a case, of how many claims, and what they earn at most (cents, fee excluded)."""

    clicks: int = 0
    claims: int = 0
    cents: int = 0


def of_cases(cases: Iterable[int]) -> dict[int, Stake]:
    """Return what is undecided of each of these cases."""
    return _stakes(_UNDECIDED, cases)


def of_appeals(appeals: Iterable[int]) -> dict[int, Stake]:
    """Return what each of these appeals is about."""
    return _stakes(_APPEALED, appeals)


def _stakes(query: str, ids: Iterable[int]) -> dict[int, Stake]:
    with connection.cursor() as cursor:
        cursor.execute(query, [array(ids)])
        return {pk: Stake(*stake) for pk, *stake in cursor}


_STAKE = """
SELECT part.id, sum(part.clicks)::bigint, count(*),
       sum(least(part.clicks * claim.rate_cents, claim.cap_cents))::bigint
FROM ({clicks}) AS part JOIN campaigns_claim claim ON claim.id = part.claim_id
GROUP BY part.id
"""
_UNDECIDED = _STAKE.format(
    clicks="""
    SELECT case_id AS id, claim_id, count(*) AS clicks FROM campaigns_caseclick
    WHERE case_id = ANY(%s::bigint[]) AND outcome = '' GROUP BY case_id, claim_id"""
)
_APPEALED = _STAKE.format(
    clicks="""
    SELECT appeal.id, appeal.claim_id, count(*) AS clicks FROM campaigns_appeal appeal
    JOIN campaigns_caseclick click
        ON click.case_id = appeal.case_id AND click.claim_id = appeal.claim_id
    WHERE appeal.id = ANY(%s::bigint[]) AND click.outcome = 'rejected'
    GROUP BY appeal.id, appeal.claim_id"""
)
