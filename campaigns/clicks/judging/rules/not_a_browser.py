"""A user agent that is empty, or of no shape that browsers have: a person decides.

It may be an app that opens links by itself, or a phone nobody has heard of: held, not rejected.
Source: MRC Invalid Traffic Detection and Filtration Standards (2020), unknown non-browser agents.
"""

from campaigns.clicks.judging.rules.facts import Click, Earlier, Evidence, Rule
from campaigns.clicks.visitors.user_agents import Agent


def judge_not_a_browser(click: Click, earlier: Earlier) -> Evidence | None:
    return {} if click.agent is Agent.NOT_A_BROWSER else None


RULE = Rule(
    "not_a_browser",
    "held",
    judge_not_a_browser,
    source="MRC Invalid Traffic standards (2020), section 2",
)
