"""Until a person has seen that the post carries its label, its clicks wait.

Source: loi 2023-451 of 9 June 2023, art. 5-2: no disclosure, no paid promotion.
"""

from campaigns.clicks.judging.rules.facts import Click, Earlier, Evidence, Rule


def judge_awaiting_review(click: Click, earlier: Earlier) -> Evidence | None:
    return None if earlier.post_approved else {}


RULE = Rule(
    "awaiting_review",
    "held",
    judge_awaiting_review,
    source="Loi 2023-451, art. 5-2",
)
