"""What a user agent says it is: a link-preview fetcher, another bot, or a browser.

Patterns: `crawler-user-agents` (monperrus) and `is-bot` (the isbot patterns); engine RE2, whose
time is linear in the length of whatever a stranger sends.
"""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache

import re2
from crawleruseragents import CRAWLER_USER_AGENTS_DATA
from is_bot import Bots

PREVIEW_TAG = "social-preview"
# Fetchers that show a card in a chat, which the list files under other tags or lacks.
MORE_PREVIEWS = ("WhatsApp/", "facebookexternalhit", "Viber", "Snapchat.*Preview")


class Agent(StrEnum):
    BROWSER = "browser"
    LINK_PREVIEW = "link_preview"
    BOT = "bot"


@lru_cache(maxsize=50_000)
def classify(user_agent: str) -> Agent:
    """Return what `user_agent` says it is; anything unknown is a browser."""
    previews, crawlers, bots = _patterns()
    if previews.Match(user_agent):
        return Agent.LINK_PREVIEW
    if crawlers.Match(user_agent) or bots.is_bot(user_agent):
        return Agent.BOT
    return Agent.BROWSER


@lru_cache(maxsize=1)
def _patterns() -> tuple[re2.Set, re2.Set, Bots]:
    tagged = [(entry["pattern"], entry.get("tags", [])) for entry in CRAWLER_USER_AGENTS_DATA]
    previews = [pattern for pattern, tags in tagged if PREVIEW_TAG in tags]
    crawlers = [pattern for pattern, tags in tagged if PREVIEW_TAG not in tags]
    return _any_of([*previews, *MORE_PREVIEWS]), _any_of(crawlers), Bots()


def _any_of(patterns: list[str]) -> re2.Set:
    """Return a set that matches anywhere; measured 7 times as fast as one alternation."""
    options = re2.Options()
    options.max_mem = 64 << 20
    options.log_errors = False
    matcher = re2.Set.SearchSet(options)
    for pattern in patterns:
        matcher.Add(pattern)
    matcher.Compile()
    return matcher
