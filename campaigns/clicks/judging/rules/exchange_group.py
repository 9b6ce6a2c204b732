"""The click came from a place where clicks are traded for clicks or for money.

"Tout ce qui est incitation au clic n'est pas compté": whoever clicks there wants a click back, not
what the brand has to show. The class is derived at shipping (origins/referrer_classes.py).
Source: MRC IVT standards (2020), incentivized traffic that is not disclosed to the buyer.
"""

from campaigns.clicks.judging.rules.facts import Click, Earlier, Evidence, Rule


def judge_exchange_group(click: Click, earlier: Earlier) -> Evidence | None:
    return {} if click.referrer_class == "exchange" else None


RULE = Rule(
    "exchange_group",
    "rejected",
    judge_exchange_group,
    source="MRC Invalid Traffic standards (2020), section 2",
)
