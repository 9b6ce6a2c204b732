"""One visitor counts once in 24 hours on a claim.

The window is fixed at the visitor's last valid or held click; it does not slide, so a person
who comes back every 20 hours counts every second time. Rejected clicks open no window.
"""

from datetime import timedelta

from campaigns.clicks.judging.rules.facts import Click, Earlier, Evidence, Rule
from campaigns.clicks.judging.rules.thresholds import PRESENT
from campaigns.clicks.visitors.user_agents import Agent

WINDOW = timedelta(hours=PRESENT.repeat_hours)


def judge_repeat_24h(click: Click, earlier: Earlier) -> Evidence | None:
    hours = hours_since_visit(click, earlier)
    if hours is None or click.agent is Agent.UNREADABLE:
        return None
    return {"hours": hours}


def hours_since_visit(click: Click, earlier: Earlier) -> float | None:
    """Return how long ago the visitor's key opened the window the click falls into, if any."""
    if earlier.visit is None or abs(click.at - earlier.visit.opened_at) >= WINDOW:
        return None
    return round(abs(click.at - earlier.visit.opened_at).total_seconds() / 3600, 1)


RULE = Rule("repeat_24h", "rejected", judge_repeat_24h, thresholds=("repeat_hours",))
