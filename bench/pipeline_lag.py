"""From click to the cents that both pages show, at a steady rate, through real processes.

The pages read the counters that settlement writes with the earnings, so these are polled, ten
times a second. The k-th click is shown once k clicks are: settlement goes by time of click.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from datetime import UTC, datetime
from statistics import quantiles
from threading import Event, Thread
from time import monotonic, sleep, time
from typing import Any

from django.db import connection
from django.db.models import Sum

from campaigns.models import Campaign, Link
from payouts.demo import play_visits, road
from payouts.demo.clicklog import LoggedClick, address_of
from payouts.demo.traffic import BROWSERS
from payouts.models import ClickEarning

LOOK_EVERY = 0.1  # seconds


def lag(links: list[Link], rate: int, seconds: int) -> dict[str, Any]:
    """Return percentiles of seconds from click to shown cents; every click must be settled."""
    codes = {link.code: link.code for link in links}
    before, shown_before = ClickEarning.objects.count(), _shown()
    with road.open_road(own_worker=True) as port, _Watch() as watch:
        sleep(3)  # the worker starts
        start, sent = monotonic(), []
        for second in range(seconds):
            clicks = [_click(links, second * rate + number) for number in range(rate)]
            play_visits.play(clicks, codes, port, lambda _: None)
            sent += [click.at.timestamp() for click in clicks]
            sleep(max(0.0, start + second + 1 - monotonic()))
        road.wait_until_settled(
            lambda: ClickEarning.objects.count() - before, rate * seconds, lambda _: None
        )
        sleep(2 * LOOK_EVERY)
    lags = watch.lags(sent, shown_before)
    assert len(lags) == rate * seconds, (len(lags), rate * seconds)
    cuts = quantiles(lags, n=20)
    return {"p50": cuts[9], "p95": cuts[18], "worst": max(lags), "seconds": seconds, "rate": rate}


class _Watch(Thread):
    """Notes how many clicks the counters show, and since when (seconds since the epoch)."""

    def __init__(self) -> None:
        super().__init__()
        self._stopping = Event()
        self._shown: list[int] = []
        self._since: list[float] = []

    def __enter__(self) -> _Watch:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopping.set()
        self.join()

    def run(self) -> None:
        while not self._stopping.wait(LOOK_EVERY):
            self._shown.append(_shown())
            self._since.append(time())
        connection.close()

    def lags(self, sent: list[float], shown_before: int) -> list[float]:
        """Return the seconds until each click was shown; those that never were are missing."""
        looks = [bisect_left(self._shown, shown_before + k) for k in range(1, len(sent) + 1)]
        return [self._since[look] - at for at, look in zip(sorted(sent), looks, strict=True)
                if look < len(self._since)]  # fmt: skip


def _shown() -> int:
    return Campaign.objects.aggregate(clicks=Sum("earned_clicks"))["clicks"] or 0


def _click(links: list[Link], number: int) -> LoggedClick:
    return replace(_MODEL, at=datetime.now(UTC), link=links[number % len(links)].code,
                   address=address_of(f"lag-{number}"))  # fmt: skip


_MODEL = LoggedClick(
    at=datetime.now(UTC), link="", owner="", method="GET", user_agent=BROWSERS[0], referrer="",
    accept_language="fr", purpose="", address="",
)  # fmt: skip
