"""The owner of a link, its sponsor and its agency do not earn or spend by clicking it.

The visitor is one of them when the same visitor key, with the same accepted languages, was
signed in as one of them within 30 minutes. On a key that many people share that day (a
carrier's NAT) strangers look equal, and the match condemns nobody. A log that is replayed may name
who clicked beyond doubt: then no crowd makes a difference.
Source: MRC IVT standards (2020), clicks by the publisher or advertiser's own staff.
"""

from datetime import timedelta

from campaigns.clicks.judging.rules.facts import Click, Earlier, Evidence, Rule
from campaigns.clicks.judging.rules.thresholds import PRESENT
from campaigns.clicks.visitors.user_agents import Agent

ACTIVE_WITHIN = timedelta(minutes=PRESENT.own_click_minutes)


def judge_own_click(click: Click, earlier: Earlier) -> Evidence | None:
    if _says_so_itself(click, earlier):
        return {"clicker": "stated"}
    if earlier.crowded or click.agent is Agent.UNREADABLE:  # unreadable_visitor.py
        return None
    return find_insider(click, earlier)


def find_insider(click: Click, earlier: Earlier) -> Evidence | None:
    """Return evidence that the visitor's key was signed in as somebody who must not click."""
    for person in earlier.signed_in:
        near = abs(click.at - person.at) <= ACTIVE_WITHIN
        if near and person.user_id in earlier.insiders and person.languages == click.languages:
            return {"minutes": round(abs(click.at - person.at).total_seconds() / 60)}
    return None


def _says_so_itself(click: Click, earlier: Earlier) -> bool:
    return click.clicker_stated and click.clicker_id == earlier.owner_id is not None


RULE = Rule(
    "own_click",
    "rejected",
    judge_own_click,
    source="MRC Invalid Traffic standards (2020), clicks by one's own staff",
    thresholds=("own_click_minutes",),
)
