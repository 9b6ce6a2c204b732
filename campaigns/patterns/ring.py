"""Rings: circles of influencers (circles.py), and the clicks they gave each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection

from campaigns.cases.suspicion import Suspect, Suspicion
from campaigns.patterns import circles
from campaigns.patterns.circles import Edge, Group


class _Found(NamedTuple):
    """A click within a ring, and in which campaign."""

    click: Suspect
    campaign: int


def find_rings(since: datetime) -> Iterator[Suspicion]:
    """Yield the rings among clicks since then (UTC), a suspicion for each campaign of a ring."""
    edges = _edges(since)
    for ring in circles.find_circles(edges, *_shares()):
        by_campaign: dict[int, list[Suspect]] = defaultdict(list)
        for found in _clicks(ring, since):
            by_campaign[found.campaign].append(found.click)
        for campaign, clicks in sorted(by_campaign.items()):
            key = f"ring:{min(ring)}:{campaign}"
            yield Suspicion("ring", key, campaign, clicks, _evidence(ring, edges))


def _evidence(ring: Group, edges: Mapping[tuple[int, int], Edge]) -> dict[str, Any]:
    within = [
        [one, other, edge.clicks]
        for (one, other), edge in sorted(edges.items())
        if one in ring and other in ring
    ]
    return {"members": sorted(ring), "edges": within}


def _edges(since: datetime) -> Mapping[tuple[int, int], Edge]:
    with connection.cursor() as cursor:
        cursor.execute(_EDGES, [since])
        return {(one, other): Edge(*counts) for one, other, *counts in cursor}


def _shares() -> tuple[float, float]:
    """Return the shares of all clicks without a referrer, and that leave at once."""
    with connection.cursor() as cursor:
        cursor.execute(_SHARES)
        clicks, direct, looked, zero = cursor.fetchone()
    # Two of ten, and one of three, where nothing is known yet
    return (direct + 2) / (clicks + 10), (zero + 1) / (looked + 3)


def _clicks(ring: Group, since: datetime) -> Iterator[_Found]:
    """Yield clicks of members on others of the ring: known ones, and those under their keys.

    A key of the billing period that was seen with several influencers is nobody's: carriers put
    strangers behind one address.
    """
    members: dict[str, Any] = {"ring": list(ring), "since": since}
    with connection.cursor() as cursor:
        cursor.execute(_KEYS, members)
        whose = {bytes(key): clicker for key, clicker in cursor}
        cursor.execute(_CLICKS, members)
        for *click, clicker, key, owner, campaign in cursor:
            by = clicker or (whose.get(bytes(key)) if key else None)
            if by in ring and by != owner:
                yield _Found(Suspect(*click), campaign)


_EDGES = """
SELECT edge.clicker_id, claim.influencer_id, sum(edge.clicks)::int,
       sum(edge.direct)::int, sum(edge.looked)::int, sum(edge.zero_dwell)::int
FROM campaigns_clickedge edge JOIN campaigns_claim claim ON claim.id = edge.claim_id
WHERE edge.last_at >= %s GROUP BY 1, 2 ORDER BY 1, 2
"""
_SHARES = """
SELECT coalesce(sum(clicks), 0)::float8,
       coalesce(sum(clicks) FILTER (WHERE direct), 0)::float8,
       coalesce(sum(clicks) FILTER (WHERE zero_dwell IS NOT NULL), 0)::float8,
       coalesce(sum(clicks) FILTER (WHERE zero_dwell), 0)::float8
FROM campaigns_clickprofile
"""
_KEYS = """
SELECT visitor_period, min(clicker_id) FROM campaigns_click
WHERE clicker_id IS NOT NULL AND at >= %(since)s AND visitor_period IS NOT NULL
GROUP BY visitor_period
HAVING count(DISTINCT clicker_id) = 1 AND min(clicker_id) = ANY(%(ring)s::bigint[])
"""
_CLICKS = """
SELECT click.id, click.at, click.claim_id, click.link_id, click.clicker_id, click.visitor_period,
       claim.influencer_id, claim.campaign_id
FROM campaigns_click click
JOIN campaigns_claim claim ON claim.id = click.claim_id
JOIN campaigns_verdict verdict
    ON verdict.click_at = click.at AND verdict.click_id = click.id AND verdict.seq = 1
WHERE claim.influencer_id = ANY(%(ring)s::bigint[]) AND click.at >= %(since)s
  AND verdict.outcome <> 'rejected'
ORDER BY click.at, click.id
"""
