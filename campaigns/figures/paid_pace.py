"""How many clicks a campaign is paid a day, from campaigns that ran."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from django.core.cache import cache
from django.db import connection

FEWEST = 3  # campaigns: fewer would be an anecdote
KEEP = 600  # seconds


class Pace(NamedTuple):
    """The median of paid clicks a day, over the days on which a campaign had any."""

    clicks_a_day: float
    campaigns: int


def typical() -> Pace | None:
    """Return the pace of the last 90 days, None when too few campaigns ran."""
    found: tuple[float, int] | None = cache.get("pace")
    if found is None:
        with connection.cursor() as cursor:
            cursor.execute(_PACE)
            found = cursor.fetchone()
        cache.set("pace", found, KEEP)
    clicks, campaigns = found or (None, 0)
    return Pace(float(clicks), campaigns) if clicks and campaigns >= FEWEST else None


def likely_days(paid_clicks: int, daily_clicks: int | None, first: date | None, last: date | None
                ) -> tuple[int, bool] | None:  # fmt: skip
    """Return the days that so many paid clicks take, and whether the last day comes before.

    `daily_clicks` is what a daily budget pays for. None while there is nothing to compare with.
    """
    pace = typical()
    if pace is None:
        return None
    a_day = min(pace.clicks_a_day, daily_clicks or pace.clicks_a_day)
    days = -(-paid_clicks // max(int(a_day), 1))
    whole = (last - first).days + 1 if first and last and last >= first else None
    return days, whole is not None and days > whole


_PACE = """
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY a_day), count(*) FROM (
    SELECT sum(total.clicks)::float / count(DISTINCT total.hour::date) AS a_day
    FROM campaigns_hourlysettlement total
    JOIN campaigns_claim claim ON claim.id = total.claim_id
    WHERE total.reason = '' AND total.hour > now() - interval '90 days'
    GROUP BY claim.campaign_id) AS campaigns
"""
