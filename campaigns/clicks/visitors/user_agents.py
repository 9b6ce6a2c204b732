"""What a user agent says it is: a link-preview fetcher, another robot, a browser, or no browser.

One that cannot be read is of a class of its own: nothing is known of it.

Most strings are a browser's and no pattern knows them: one look. Where a pattern does, the words
that are known to be innocent are taken out and it looks again. What remains unknown, and is not
shaped as a browser's, is for a person to decide (rule not_a_browser).
"""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache

import re2

from campaigns.clicks.recording.unreadable import UNREADABLE, UNREADABLE_OF_NAMED
from campaigns.clicks.visitors import user_agent_words
from campaigns.clicks.visitors.user_agent_excuses import excuse, is_shaped
from campaigns.clicks.visitors.user_agent_lists import Kind, Matcher, matcher

KEPT = 50_000  # strings whose class is remembered


class Agent(StrEnum):
    BROWSER = "browser"
    LINK_PREVIEW = "link_preview"
    BOT = "bot"
    NOT_A_BROWSER = "not_a_browser"
    UNREADABLE = "unreadable"
    UNREADABLE_OF_NAMED = "unreadable_of_named"


UNREADABLES = {
    UNREADABLE: Agent.UNREADABLE,
    UNREADABLE_OF_NAMED: Agent.UNREADABLE_OF_NAMED,
}
TOOL = re2.compile(f"(?i){user_agent_words.TOOL}")
ROBOTS = {Kind.PREVIEW: Agent.LINK_PREVIEW, Kind.BOT: Agent.BOT}


@lru_cache(maxsize=KEPT)
def classify(user_agent: str) -> Agent:
    """Return what `user_agent` says it is."""
    if user_agent in UNREADABLES:
        return UNREADABLES[user_agent]
    patterns, shaped = _patterns(), is_shaped(user_agent)
    kind = patterns.kind(user_agent)
    if kind is not None and shaped:
        kind = patterns.kind(excuse(user_agent))
    if not user_agent.strip():
        return Agent.NOT_A_BROWSER
    if kind is not None:
        return ROBOTS[kind]
    if shaped:
        return Agent.BROWSER
    return Agent.BOT if TOOL.search(user_agent) else Agent.NOT_A_BROWSER


@lru_cache(maxsize=1)
def _patterns() -> Matcher:
    return matcher(user_agent_words.PREVIEWS, user_agent_words.BOTS)
