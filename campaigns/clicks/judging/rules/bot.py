"""Spiders, libraries and tools that say what they are (general invalid traffic, GIVT).

Source: IAB/ABC International Spiders and Bots practice; MRC IVT standards (2020), section 2.
"""

from campaigns.clicks.judging.rules.facts import Click, Earlier, Evidence, Rule
from campaigns.clicks.visitors.user_agents import Agent


def judge_bot(click: Click, earlier: Earlier) -> Evidence | None:
    return {} if click.agent is Agent.BOT else None


RULE = Rule(
    "bot",
    "rejected",
    judge_bot,
    source="IAB/ABC International Spiders and Bots List; MRC (2020), section 2",
)
