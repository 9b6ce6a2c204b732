"""Scripts: clicks at even gaps (gaps.py), looked for where clicks have arrived."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
from django.db import connection

from campaigns.cases.suspicion import Suspect, Suspicion
from campaigns.patterns import gaps

BLOCK = timedelta(hours=6)
SHOWN_GAPS = 60


def find_scripts(after: int, last: int) -> Iterator[Suspicion]:
    """Yield the scripts among the claims that clicks with numbers in (after, last] came to.

    Read by blocks of time, each with the block before it: a script that runs from one into the
    other is found in either.
    """
    for block in _blocks(after, last):
        yield from _in_block(block, after, last)


def _blocks(after: int, last: int) -> list[datetime]:
    with connection.cursor() as cursor:
        cursor.execute(_BLOCKS, {"after": after, "last": last, "block": BLOCK.total_seconds()})
        return [datetime.fromtimestamp(float(start), UTC) for (start,) in cursor]


def _in_block(block: datetime, after: int, last: int) -> Iterator[Suspicion]:
    columns: dict[str, Any] = {"from": block - BLOCK, "block": block, "to": block + BLOCK,
               "after": after, "last": last, "least": gaps.SHORTEST}  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_CLICKS, columns)
        rows = cursor.fetchall()
    if not rows:
        return
    claims = np.fromiter((row[0] for row in rows), np.int64, len(rows))
    starts = np.flatnonzero(np.diff(claims, prepend=-1))
    for first, end in zip(starts, [*starts[1:], len(rows)], strict=True):
        yield from _of_claim(rows[first:end])


def _of_claim(rows: list[tuple[Any, ...]]) -> Iterator[Suspicion]:
    """Rows of one claim: claim, campaign, seconds, id, at, link; in order of time."""
    for chain in gaps.find_chains(np.array([row[2] for row in rows], float)):
        clicks = [Suspect(rows[n][3], rows[n][4], rows[n][0], rows[n][5]) for n in chain.clicks]
        times = np.array([rows[n][2] for n in chain.clicks], float)
        claim, campaign = rows[0][0], rows[0][1]
        yield Suspicion(
            "script",
            f"script:{claim}:{clicks[0].at:%Y%m%d}",
            campaign,
            clicks,
            {
                "gaps": [round(float(gap), 1) for gap in np.diff(times)[:SHOWN_GAPS]],
                "period": round(chain.period, 1),
                "cv": round(chain.variation, 3),
                "log10_chance": round(chain.log10_chance, 1),
            },
        )


_BLOCKS = """
SELECT DISTINCT floor(extract(epoch FROM at) / %(block)s) * %(block)s AS start
FROM campaigns_click WHERE arrival > %(after)s AND arrival <= %(last)s ORDER BY start
"""
# Repeats count as beats: a script that comes back under a key is no less even.
_CLICKS = """
WITH clicks AS (
    SELECT click.claim_id, click.id, click.at, click.link_id, click.arrival
    FROM campaigns_click click
    JOIN campaigns_verdict verdict
        ON verdict.click_at = click.at AND verdict.click_id = click.id AND verdict.seq = 1
    WHERE click.at >= %(from)s AND click.at < %(to)s
      AND (verdict.outcome <> 'rejected'
           OR verdict.reasons <@ ARRAY['double_click', 'repeat_24h'])
), enough AS (
    SELECT claim_id FROM clicks GROUP BY claim_id
    HAVING count(*) >= %(least)s
       AND bool_or(arrival > %(after)s AND arrival <= %(last)s AND at >= %(block)s)
)
SELECT claim_id, claim.campaign_id, extract(epoch FROM clicks.at)::float8, clicks.id, clicks.at,
       clicks.link_id
FROM clicks JOIN enough USING (claim_id) JOIN campaigns_claim claim ON claim.id = claim_id
ORDER BY claim_id, clicks.at, clicks.id
"""
