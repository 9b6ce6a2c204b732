"""Perhaps a repeat or an own click: of this visitor nothing but the address could be read.

A user agent with other characters than ASCII is not handed over (recording/unreadable.py), so that
strangers behind one address have one key. That condemns nobody, and pays nobody unseen: what would
be a repeat or an own click of somebody who can be told apart is held.
"""

from campaigns.clicks.judging.rules.facts import Click, Earlier, Evidence, Rule
from campaigns.clicks.judging.rules.own_click import find_insider
from campaigns.clicks.judging.rules.repeat_24h import hours_since_visit
from campaigns.clicks.visitors.user_agents import Agent


def judge_unreadable_visitor(click: Click, earlier: Earlier) -> Evidence | None:
    if click.agent is not Agent.UNREADABLE:
        return None
    hours = hours_since_visit(click, earlier)
    if hours is not None:
        return {"hours": hours}
    return None if earlier.crowded else find_insider(click, earlier)


RULE = Rule(
    "unreadable_visitor",
    "held",
    judge_unreadable_visitor,
    thresholds=("repeat_hours", "own_click_minutes"),
)
