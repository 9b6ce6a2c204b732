"""A click shipped after its day's secret was destroyed has no visitor key: a person decides.

Nobody can tell any more whether it repeats another one.
"""

from campaigns.clicks.judging.rules.facts import Click, Earlier, Evidence, Rule


def judge_late(click: Click, earlier: Earlier) -> Evidence | None:
    return {} if click.late else None


RULE = Rule("late", "held", judge_late)
