"""After an influencer has left a campaign, its clicks are not paid; what was earned stays.

A click counts by the state at its own moment (UTC): somebody who came back is paid again from
then on, and the clicks of the time away stay unpaid, whenever they are judged.
"""

from campaigns.clicks.judging.rules.facts import Click, Earlier, Evidence, Rule


def judge_left(click: Click, earlier: Earlier) -> Evidence | None:
    for left, back in earlier.absences:
        if left <= click.at and (back is None or click.at < back):
            return {"left": left.isoformat()}
    return None


RULE = Rule("left", "rejected", judge_left)
