"""A chat or a network fetched the link to draw a card; nobody has clicked yet.

Source: MRC Invalid Traffic Detection and Filtration Standards (2020), known non-browser agents.
"""

from campaigns.clicks.judging.rules.facts import Click, Earlier, Evidence, Rule
from campaigns.clicks.visitors.user_agents import Agent


def judge_link_preview(click: Click, earlier: Earlier) -> Evidence | None:
    return {} if click.agent is Agent.LINK_PREVIEW else None


RULE = Rule(
    "link_preview",
    "rejected",
    judge_link_preview,
    source="MRC Invalid Traffic standards (2020), known non-browser agents",
)
