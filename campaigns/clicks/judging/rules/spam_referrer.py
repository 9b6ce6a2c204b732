"""The referrer is one that sends visits only to be seen in statistics.

A missing referrer condemns nobody: 29% of the clicks of a real log have none.
Source: Matomo's referrer-spam-list; MRC IVT standards (2020), falsified referrers.
"""

from campaigns.clicks.judging.rules.facts import Click, Earlier, Evidence, Rule


def judge_spam_referrer(click: Click, earlier: Earlier) -> Evidence | None:
    return {} if click.referrer_class == "spam" else None


RULE = Rule("spam_referrer", "rejected", judge_spam_referrer, source="Matomo, referrer-spam-list")
