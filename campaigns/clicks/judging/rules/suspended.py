"""While an influencer is suspended, their clicks are not paid; what was earned before stays.

A click counts by the state at its own moment (UTC), whenever it is judged (rules/left.py).
"""

from campaigns.clicks.judging.rules.facts import Click, Earlier, Evidence, Rule


def judge_suspended(click: Click, earlier: Earlier) -> Evidence | None:
    for since, lifted in earlier.suspensions:
        if since <= click.at and (lifted is None or click.at < lifted):
            return {"since": since.isoformat()}
    return None


RULE = Rule("suspended", "rejected", judge_suspended)
