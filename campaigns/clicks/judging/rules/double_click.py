"""Two clicks of one visitor on one claim within 30 seconds are one: the first counts.

COUNTER (Release 5, section 7.2) keeps the second of a double click, since its page was the one
that loaded; here the first is the one whose visit was paid for, and keeping it makes the
verdict independent of what comes later.
"""

from datetime import timedelta

from campaigns.clicks.judging.rules.facts import Click, Earlier, Evidence, Rule
from campaigns.clicks.judging.rules.thresholds import PRESENT
from campaigns.clicks.visitors.user_agents import Agent

WITHIN = timedelta(seconds=PRESENT.double_click_seconds)


def judge_double_click(click: Click, earlier: Earlier) -> Evidence | None:
    if earlier.visit is None or click.agent is Agent.UNREADABLE:  # unreadable_visitor.py
        return None
    if abs(click.at - earlier.visit.last_at) > WITHIN:
        return None
    return {"seconds": round(abs(click.at - earlier.visit.last_at).total_seconds(), 1)}


RULE = Rule(
    "double_click",
    "rejected",
    judge_double_click,
    source="COUNTER Release 5, section 7.2 (which keeps the second)",
    thresholds=("double_click_seconds",),
)
