"""From click to cents at a steady rate, through a listener, a relay and a worker of its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from time import monotonic, sleep
from typing import Any

from django.db import connection

from campaigns.models import Link
from payouts.demo import playing, road
from payouts.demo.clicklog import LoggedClick, address_of
from payouts.demo.traffic import BROWSERS
from payouts.models import ClickEarning


def lag(links: list[Link], campaign: int, rate: int, seconds: int) -> dict[str, Any]:
    """Return percentiles of seconds from click to settlement; every click must be settled."""
    codes = {link.code: link.code for link in links}
    began, before = datetime.now(UTC), ClickEarning.objects.count()
    with road.open_road(own_worker=True) as port:
        sleep(3)  # the worker starts
        start = monotonic()
        for second in range(seconds):
            clicks = [_click(links, second * rate + number) for number in range(rate)]
            playing.play(clicks, codes, port, lambda _: None)
            sleep(max(0.0, start + second + 1 - monotonic()))
        road.wait_until_settled(
            lambda: ClickEarning.objects.count() - before, rate * seconds, lambda _: None
        )
    with connection.cursor() as cursor:
        cursor.execute(_LAG, [began])
        p50, p95, worst, count = cursor.fetchone()
    assert count == rate * seconds, (count, rate * seconds)
    return {"p50": p50, "p95": p95, "worst": worst, "seconds": seconds}


def _click(links: list[Link], number: int) -> LoggedClick:
    return replace(_MODEL, at=datetime.now(UTC), link=links[number % len(links)].code,
                   address=address_of(f"lag-{number}"))  # fmt: skip


_MODEL = LoggedClick(
    at=datetime.now(UTC), link="", owner="", method="GET", user_agent=BROWSERS[0], referrer="",
    accept_language="fr", purpose="", address="",
)  # fmt: skip
# settled_at is when the settling transaction began; it takes a fraction of a second more.
_LAG = """
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY lag),
       percentile_cont(0.95) WITHIN GROUP (ORDER BY lag), max(lag), count(*)
FROM (SELECT extract(epoch FROM settled_at - click_at)::float8 AS lag FROM payouts_clickearning
      WHERE click_at >= %s) AS lags
"""
