"""Incited friends (friends.py): the links of claims worth a search, and what is shown of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

import numpy as np
from django.db import connection

from campaigns.cases.suspicion import Suspect, Suspicion
from campaigns.disclosure import incitement
from campaigns.models import Message, Post
from campaigns.patterns import friends, profiles
from campaigns.patterns.friends import Clicks, Owner, Usual
from campaigns.patterns.profiles import EARLY, Everybody

BIN = timedelta(minutes=30)

Row = tuple[Any, ...]  # click, at, claim, link, delay, direct, dwell, posted at


def find_incited(since: datetime) -> Iterator[Suspicion]:
    """Yield the links since then (UTC) to which friends seem to have been asked.

    Clicks that are held as a script's or a ring's already are not friends'.
    """
    everybody = profiles.load_profiles()
    if not everybody.profiles:
        return
    usual = everybody.usual()
    claims = everybody.worth_a_search(usual)
    words = _words(claims)
    for rows in _clicks_by_link(claims, since):
        suspicion = _of_link(rows, everybody, usual, words)
        if suspicion:
            yield suspicion


def _words(claims: Sequence[int]) -> dict[int, int]:
    """Return the degree, 0 to 3, to which what was said with each claim asks for clicks."""
    accepted = Message.objects.accepted().filter(claim__in=claims)
    said = [
        *accepted.values_list("claim_id", "body"),
        *Post.objects.filter(link__claim__in=claims).values_list("link__claim_id", "words"),
    ]
    degrees: dict[int, int] = defaultdict(int)
    for claim, text in said:
        degrees[claim] = max(degrees[claim], incitement.score(text))
    return degrees


def _clicks_by_link(claims: Sequence[int], since: datetime) -> Iterator[list[Row]]:
    """Yield the clicks of one link after the other; however many there are, one link's at once."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(_CLICKS, {"claims": list(claims), "since": since})
        for _link, rows in groupby(cursor, key=lambda row: row[3]):
            yield list(rows)


def _of_link(
    rows: list[Row], everybody: Everybody, usual: Usual, words: Mapping[int, int]
) -> Suspicion | None:
    profile = everybody.profiles[rows[0][2]]
    clicks = Clicks(
        np.array([row[4] for row in rows], float),
        np.array([row[5] for row in rows], bool),
        np.array([row[6] for row in rows], int),
    )
    all_clicks, direct = everybody.owners[profile.influencer]
    owner = Owner(all_clicks, direct, profile.followers, words.get(rows[0][2], 0))
    asked = friends.find_asked(clicks, profile.campaign, owner, usual)
    if asked is None:
        return None
    return Suspicion(
        "incited",
        f"incited:{rows[0][3]}",
        profile.campaign,
        [Suspect(*rows[number][:4]) for number in asked.clicks],
        {
            "posted_at": rows[0][7].isoformat(),
            "bins": _bins(rows, set(asked.clicks.tolist())),
            "features": {name: list(values) for name, values in asked.features.items()},
            "score": round(asked.score, 1),
        },
    )


def _bins(rows: list[Row], asked: set[int]) -> list[list[str | int]]:
    """Return clicks, and those suspected, by half hours of the first days after the post."""
    bins: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    for number, row in enumerate(rows):
        if row[4] < EARLY:
            both = bins[int(row[4] // BIN.total_seconds())]
            both[0] += 1
            both[1] += number in asked
    posted = rows[0][7]
    return [[(posted + start * BIN).isoformat(), *both] for start, both in sorted(bins.items())]


_CLICKS = """
SELECT * FROM (
    SELECT click.id, click.at, click.claim_id, click.link_id,
           extract(epoch FROM click.at - posted.at)::float8 AS delay,
           click.referrer_host = '' AS direct,
           CASE WHEN dwell.bucket IS NULL THEN 0 WHEN dwell.bucket = 0 THEN 2 ELSE 1 END AS dwell,
           posted.at AS posted_at
    FROM campaigns_click click
    JOIN campaigns_verdict verdict
        ON verdict.click_at = click.at AND verdict.click_id = click.id AND verdict.seq = 1
    CROSS JOIN LATERAL (
        SELECT max(post.created_at) AS at FROM campaigns_post post
        WHERE post.link_id = click.link_id AND post.created_at <= click.at) AS posted
    LEFT JOIN campaigns_dwell dwell ON dwell.click_id = click.id
    WHERE click.claim_id = ANY(%(claims)s::bigint[]) AND click.at >= %(since)s
      AND verdict.outcome <> 'rejected' AND posted.at IS NOT NULL
      AND NOT EXISTS (
          SELECT FROM campaigns_heldclick held
          WHERE held.click_id = click.id AND held.reasons && ARRAY['ring', 'script'])
) AS clicks
ORDER BY link_id, delay, id
"""
