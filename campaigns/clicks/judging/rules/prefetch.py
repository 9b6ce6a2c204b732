"""A page that the browser fetched ahead, as Sec-Purpose or an older header says.

Source: W3C Speculation Rules, "Sec-Purpose"; MRC Invalid Traffic guidelines, pre-fetch.
"""

from campaigns.clicks.judging.rules.facts import Click, Earlier, Evidence, Rule


def judge_prefetch(click: Click, earlier: Earlier) -> Evidence | None:
    return {} if click.prefetch else None


RULE = Rule(
    "prefetch",
    "rejected",
    judge_prefetch,
    source="W3C Speculation Rules, Sec-Purpose; MRC (2020), pre-fetch",
)
