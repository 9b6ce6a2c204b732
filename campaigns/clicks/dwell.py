"""How long a landing page was looked at, where the brand put the beacon on it (beacon.js).

The page reports the token of a click and a number of seconds; kept is the bucket. A report may
come before its click was shipped, so it is taken on the token's word and thrown away with the
others that no click claims (forgetting/forget_clicks.py). It is weak evidence, for patterns of
many clicks alone: every score works without it, for anybody can send one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection

BUCKETS = (0, 1, 5, 15, 30, 60, 180)  # seconds at which each begins
LATEST = timedelta(hours=2)  # after the click
LONGEST_REPORT = 64  # bytes
REPORT = re.compile(r"([0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}) (\d{1,6})")


class NoReport(ValueError):
    """What came is no token with a number of seconds."""


def bucket(seconds: float) -> int:
    """Return the seconds at which the bucket of a dwell begins."""
    return BUCKETS[max(bisect_right(BUCKETS, seconds) - 1, 0)]


def report(body: bytes) -> None:
    """Keep the first report of a click; one of another age is thrown away.

    Raises NoReport.
    """
    try:
        found = REPORT.fullmatch(body[: LONGEST_REPORT + 1].decode("ascii"))
    except UnicodeDecodeError as error:
        raise NoReport from error
    if found is None:
        raise NoReport
    click, seconds = UUID(found[1]), int(found[2])
    with connection.cursor() as cursor:
        kept: dict[str, Any] = {
            "click": click,
            "bucket": bucket(seconds),
            "latest": LATEST.total_seconds(),
        }
        cursor.execute(_KEEP, kept)


def throw_away_unclaimed(up_to: datetime) -> int:
    """Delete reports from before `up_to` (UTC) to which there is no click; return how many."""
    with connection.cursor() as cursor:
        cursor.execute(_UNCLAIMED, [up_to])
        return int(cursor.rowcount)


_KEEP = """
INSERT INTO campaigns_dwell (click_id, click_at, bucket)
SELECT %(click)s, uuid7_at(%(click)s), %(bucket)s
WHERE uuid7_at(%(click)s) BETWEEN now() - make_interval(secs => %(latest)s)
    AND now() + interval '1 minute'
ON CONFLICT DO NOTHING
"""
_UNCLAIMED = """
DELETE FROM campaigns_dwell dwell
WHERE reported_at < %s AND NOT EXISTS (
    SELECT FROM campaigns_click click
    WHERE click.at = dwell.click_at AND click.id = dwell.click_id)
"""
