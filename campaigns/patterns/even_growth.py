"""Counts that grow too evenly (evenness.py): between a campaign's claims, and a claim's links."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from django.db import connection

from campaigns.cases.suspicion import Suspicion
from campaigns.patterns import evenness, load_suspects
from campaigns.patterns.evenness import Growth

Days = Mapping[date, Mapping[int, int]]  # clicks of each link or claim
A_DAY = timedelta(days=1)


class _Test(NamedTuple):
    key: str
    campaign: int
    claims: tuple[int, ...]
    day: date
    counts: Growth
    p: float


def find_even_growth(since: datetime, until: datetime) -> Iterator[Suspicion]:
    """Yield the days (UTC) between `since` and `until` whose growth alarms.

    Every day of every group is one test; the rate of false alarms is kept over all of them.
    """
    tests = [*_tests(_CLAIMS, "campaign", since, until), *_tests(_LINKS, "claim", since, until)]
    for number in evenness.alarms([test.p for test in tests]):
        yield _suspicion(tests[number])


def _suspicion(test: _Test) -> Suspicion:
    first = datetime.combine(test.day, time(), UTC)
    return Suspicion(
        "even_growth",
        f"even_growth:{test.key}:{test.day:%Y%m%d}",
        test.campaign,
        load_suspects.between(test.claims, first, first + A_DAY),
        {
            "before": list(test.counts.before),
            "growth": list(test.counts.growth),
            "p": test.p,
            "day": test.day.isoformat(),
        },
    )


def _tests(query: str, kind: str, since: datetime, until: datetime) -> Iterator[_Test]:
    groups: dict[tuple[int, int], dict[date, dict[int, int]]] = defaultdict(
        lambda: defaultdict(dict)
    )
    claims: dict[tuple[int, int], set[int]] = defaultdict(set)
    with connection.cursor() as cursor:
        cursor.execute(query, {"since": since, "until": until, "least": evenness.LINKS})
        for group, campaign, claim, member, day, clicks in cursor:
            groups[group, campaign][day][member] = clicks
            claims[group, campaign].add(claim)
    for (group, campaign), days in sorted(groups.items()):
        members = tuple(sorted(claims[group, campaign]))
        for day, counts in _growths(days):
            for p in _chances(counts):
                yield _Test(f"{kind}:{group}", campaign, members, day, counts, p)


def _chances(counts: Growth) -> Iterator[float]:
    for p in (evenness.p_too_even(counts), evenness.p_made_from_shares(counts.growth)):
        if p is not None:
            yield p


def _growths(days: Days) -> Iterator[tuple[date, Growth]]:
    """Yield each day's growth on what had come before it."""
    members = sorted({member for counts in days.values() for member in counts})
    so_far = dict.fromkeys(members, 0)
    for day in sorted(days):
        growth = [days[day].get(member, 0) for member in members]
        yield day, Growth([so_far[member] for member in members], growth)
        for member, more in zip(members, growth, strict=True):
            so_far[member] += more


_CLAIMS = """
SELECT campaign_id, campaign_id, claim_id, claim_id, day, clicks FROM (
    SELECT claim.campaign_id, total.claim_id, (hour AT TIME ZONE 'UTC')::date AS day,
           sum(clicks)::int AS clicks
    FROM campaigns_hourlyverdict total JOIN campaigns_claim claim ON claim.id = total.claim_id
    WHERE hour >= %(since)s AND hour <= %(until)s AND verdict <> 'rejected'
    GROUP BY 1, 2, 3) AS days
WHERE campaign_id IN (
    SELECT campaign_id FROM campaigns_claim GROUP BY 1 HAVING count(*) >= %(least)s)
ORDER BY 1, 5
"""
_LINKS = """
SELECT link.claim_id, claim.campaign_id, link.claim_id, link.id, total.day, total.clicks::int
FROM campaigns_linkday total
JOIN campaigns_link link ON link.id = total.link_id
JOIN campaigns_claim claim ON claim.id = link.claim_id
WHERE total.day >= %(since)s::date AND total.day <= %(until)s::date AND link.claim_id IN (
    SELECT claim_id FROM campaigns_link GROUP BY 1 HAVING count(*) >= %(least)s)
ORDER BY 1, 5
"""
