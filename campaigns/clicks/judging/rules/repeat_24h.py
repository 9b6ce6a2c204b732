"""One visitor counts once in 24 hours on a claim.

The window is fixed at the visitor's last valid or held click; it does not slide, so a person
who comes back every 20 hours counts every second time. Rejected clicks open no window.
"""

from datetime import timedelta

from campaigns.clicks.judging.rules.facts import Click, Earlier, Evidence, Rule
from campaigns.clicks.judging.rules.thresholds import PRESENT

WINDOW = timedelta(hours=PRESENT.repeat_hours)


def judge_repeat_24h(click: Click, earlier: Earlier) -> Evidence | None:
    if earlier.visit is None or abs(click.at - earlier.visit.opened_at) >= WINDOW:
        return None
    return {"hours": round(abs(click.at - earlier.visit.opened_at).total_seconds() / 3600, 1)}


RULE = Rule("repeat_24h", "rejected", judge_repeat_24h, thresholds=("repeat_hours",))
