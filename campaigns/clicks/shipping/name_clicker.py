"""Which influencer is behind a click: one who was signed in under the visitor's key lately.

Keys change every day, edges between influencers must not: so the shipper, while both keys are at
hand, writes down who it was. Only under a key that nobody else was signed in under today or
yesterday, and only with the same accepted languages: behind a carrier's address strangers share a
key, and their clicks are nobody's. The match is evidence for the patterns of many clicks (rings),
never for a verdict on one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from campaigns.clicks.shipping.derive_click import KeptClick
from campaigns.clicks.visitors.visitor_secrets import Cursor


class SignedIn(NamedTuple):
    """The one influencer seen under a key, and the languages their browser accepts."""

    influencer_id: int
    languages: str


def name(cursor: Cursor, clicks: Sequence[KeptClick]) -> list[KeptClick]:
    """Return the clicks, each with the influencer known to be behind it."""
    known = _signed_in(cursor, _seen(cursor, {key for click in clicks for key in _keys(click)}))
    return [_named(click, known) for click in clicks] if known else list(clicks)


def _named(click: KeptClick, known: Mapping[bytes, SignedIn]) -> KeptClick:
    people = {known[key] for key in _keys(click) if key in known}
    if len(people) != 1 or click.clicker_id is not None:
        return click
    (person,) = people
    if person.languages != click.languages:
        return click
    return click._replace(clicker_id=person.influencer_id)


def _keys(click: KeptClick) -> list[bytes]:
    return [key for key in (click.visitor_day, click.visitor_before) if key]


def _seen(cursor: Cursor, keys: set[bytes]) -> set[bytes]:
    """Leave out keys under which nobody was signed in, while these are the most."""
    cursor.execute(_SIGHTINGS, [len(keys)])
    seen = {bytes(key) for (key,) in cursor.fetchall()}
    return keys & seen if len(seen) < len(keys) else keys


def _signed_in(cursor: Cursor, keys: Iterable[bytes]) -> dict[bytes, SignedIn]:
    cursor.execute(_SIGNED_IN, [list(keys)])
    return {
        bytes(key): SignedIn(influencer, languages)
        for key, influencer, languages in cursor.fetchall()
    }


_SIGHTINGS = "SELECT DISTINCT visitor_day FROM campaigns_sighting LIMIT %s"
# Whoever else was signed in under the key, influencer or not, makes it a key of strangers.
_SIGNED_IN = """
SELECT sighting.visitor_day, min(influencer.id), min(sighting.languages)
FROM campaigns_sighting sighting
LEFT JOIN accounts_influencer influencer ON influencer.user_id = sighting.user_id
WHERE sighting.visitor_day = ANY(%s::bytea[])
GROUP BY sighting.visitor_day
HAVING count(DISTINCT sighting.user_id) = 1 AND count(DISTINCT sighting.languages) = 1
    AND count(influencer.id) > 0
"""
