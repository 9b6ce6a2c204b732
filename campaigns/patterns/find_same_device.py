"""Two influencers who were signed in on one device, on two days or more: a finding for a person.

A visitor key is an address and a browser under the secret of its day (visitor.py): it is forgotten
after three days, says nothing afterwards, and never leaves this room. Behind a carrier's NAT
strangers share one, so keys of many people are left out, and what remains is judged by a person:
a couple, flatmates, a shared computer look the same.
"""

from __future__ import annotations

from typing import NamedTuple

from django.db import connection

from campaigns.clicks.judging.load_earlier import CROWD_CLAIMS
from marketplace.accounts.findings.note_finding import note_finding
from marketplace.accounts.models import Finding

DAYS = 2
MOST_PEOPLE = 3  # signed in under one key in a day; beyond that it is a crowd


class Pair(NamedTuple):
    """Two influencers, the days (ISO 8601) and whether their browsers speak the same languages."""

    one: int
    other: int
    days: list[str]
    same_languages: bool


def find_same_device() -> int:
    """Note every such pair among the sightings that are still kept; return how many."""
    pairs = _pairs()
    for pair in pairs:
        evidence = {"days": pair.days, "same_languages": pair.same_languages}
        note_finding(Finding.Kind.SAME_DEVICE, [pair.one, pair.other], evidence)
    return len(pairs)


def _pairs() -> list[Pair]:
    limits = {"days": DAYS, "people": MOST_PEOPLE, "claims": CROWD_CLAIMS}
    with connection.cursor() as cursor:
        cursor.execute(_PAIRS, limits)
        return [Pair(*row) for row in cursor]


_PAIRS = """
WITH quiet AS (
    SELECT visitor_day FROM campaigns_sighting
    GROUP BY visitor_day HAVING count(DISTINCT user_id) BETWEEN 2 AND %(people)s
    EXCEPT
    SELECT visitor_day FROM campaigns_visitwindow
    GROUP BY visitor_day HAVING count(*) >= %(claims)s
), seen AS (
    SELECT sighting.visitor_day, (sighting.seen_at AT TIME ZONE 'UTC')::date AS day,
           influencer.id AS influencer_id, min(sighting.languages) AS languages
    FROM campaigns_sighting sighting
    JOIN quiet ON quiet.visitor_day = sighting.visitor_day
    JOIN accounts_influencer influencer ON influencer.user_id = sighting.user_id
    GROUP BY 1, 2, 3
)
SELECT one.influencer_id, other.influencer_id,
       array_agg(DISTINCT one.day::text ORDER BY one.day::text),
       bool_or(one.languages = other.languages)
FROM seen one
JOIN seen other ON one.visitor_day = other.visitor_day AND one.day = other.day
    AND one.influencer_id < other.influencer_id
GROUP BY 1, 2 HAVING count(DISTINCT one.day) >= %(days)s
ORDER BY 1, 2
"""
