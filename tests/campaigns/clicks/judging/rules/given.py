"""A click that every rule passes, to be changed by one fact at a time."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from campaigns.clicks.judging.rules.facts import Click, Earlier, Running, SignedIn, Visit
from campaigns.clicks.visitors.user_agents import Agent

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
RUNNING = Running(
    date(2026, 11, 1), date(2026, 11, 30), [(datetime(2026, 11, 1, tzinfo=UTC), "live")]
)


def click(**facts: Any) -> Click:
    good = Click(NOON, "GET", prefetch=False, agent=Agent.BROWSER, languages="fr", late=False)
    return good._replace(**facts)


def earlier(**facts: Any) -> Earlier:
    return Earlier(**{"running": RUNNING, "post_approved": True, **facts})


def visited(seconds_ago: float, last_seconds_ago: float | None = None) -> Visit:
    """The visitor's counted click, and their last one."""
    last = seconds_ago if last_seconds_ago is None else last_seconds_ago
    return Visit(NOON - timedelta(seconds=seconds_ago), NOON - timedelta(seconds=last))


def signed_in(user: int, minutes_ago: float, languages: str = "fr") -> SignedIn:
    return SignedIn(user, NOON - timedelta(minutes=minutes_ago), languages)
