"""Traffic made up for the demo: mostly people, some of what is not paid."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from payouts.demo.clicklog import LoggedClick, address_of

BROWSERS = (
    (
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like"
        " Gecko) Version/18.1 Mobile/15E148 Safari/604.1"
    ),
    (
        "Mozilla/5.0 (Linux; Android 14; SM-A546B) AppleWebKit/537.36 (KHTML, like Gecko)"
        " Chrome/130.0.0.0 Mobile Safari/537.36"
    ),
    (
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like"
        " Gecko) Mobile/15E148 Instagram 341.0.0.25.108"
    ),
    (
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
        " Chrome/130.0.0.0 Safari/537.36"
    ),
    "Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0",
)
PREVIEWS = ("WhatsApp/2.24.20.89 A", "facebookexternalhit/1.1", "Twitterbot/1.0")
ROBOTS = ("Googlebot/2.1 (+http://www.google.com/bot.html)", "python-requests/2.32.3")
REFERRERS = ("https://www.facebook.com/", "https://l.instagram.com/", "https://t.co/x", "", "")
LANGUAGES = ("fr-FR,fr;q=0.9", "fr", "fr-FR,fr;q=0.9,en;q=0.8", "en-GB,en;q=0.9")


def generate(
    links: Sequence[tuple[str, str]], since: datetime, until: datetime, seed: int = 2017
) -> list[LoggedClick]:
    """Return clicks on `links` (code, owner) between two UTC times, in order of time.

    Audiences differ by two orders of magnitude; days and evenings are busier than nights; about
    one click in ten is a preview, one in twenty-five a robot, one in fifteen comes again.
    """
    chance = random.Random(seed)
    clicks: list[LoggedClick] = []
    for code, owner in links:
        posted = since + (until - since) * chance.random() * 0.6
        for number in range(_audience(chance)):
            visitor = f"{code}-{number}"
            at = _moment(chance, posted, until)
            clicks.append(_click(chance, code, owner, visitor, at))
            if chance.random() < 0.07:
                again = at + timedelta(seconds=chance.choice((4, 11, 3_600, 20_000)))
                clicks.append(replace(clicks[-1], at=min(again, until)))
    return sorted(clicks, key=lambda click: click.at)


def _audience(chance: random.Random) -> int:
    return min(int(chance.lognormvariate(3.1, 1.0)) + 1, 260)


def _moment(chance: random.Random, posted: datetime, until: datetime) -> datetime:
    """Soon after the post, mostly: log-normal with a median of 3.6 hours, and by day."""
    while True:
        hours = chance.lognormvariate(math.log(3.6), 1.3) + chance.random() * 24
        at = posted + timedelta(hours=hours)
        if at >= until:
            at = posted + (until - posted) * chance.random()
        if 7 <= at.hour <= 23 or chance.random() < 0.15:
            return at


def _click(chance: random.Random, code: str, owner: str, visitor: str, at: datetime) -> LoggedClick:
    dice = chance.random()
    agent = chance.choice(BROWSERS if dice > 0.14 else PREVIEWS if dice > 0.04 else ROBOTS)
    return LoggedClick(
        at=at,
        link=code,
        owner=owner,
        method="HEAD" if dice < 0.002 else "GET",
        user_agent=agent,
        referrer=chance.choice(REFERRERS),
        accept_language=chance.choice(LANGUAGES),
        purpose="prefetch" if chance.random() < 0.004 else "",
        address=address_of(visitor),
    )
