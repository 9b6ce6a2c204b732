"""What user agents say they are. These strings are our own, not those of the pattern lists."""

from __future__ import annotations

import pytest

from campaigns.clicks.agents import Agent, classify
from payouts.demo.traffic import BROWSERS, PREVIEWS, ROBOTS


@pytest.mark.parametrize("string", BROWSERS)
def test_browsers(string: str) -> None:
    assert classify(string) is Agent.BROWSER


@pytest.mark.parametrize(
    "string",
    [*PREVIEWS, "TelegramBot (like TwitterBot)", "Slackbot-LinkExpanding 1.0", "LinkedInBot/1.0",
     "Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)"],
)  # fmt: skip
def test_link_previews(string: str) -> None:
    assert classify(string) is Agent.LINK_PREVIEW


@pytest.mark.parametrize(
    "string", [*ROBOTS, "curl/8.5.0", "Wget/1.21", "Go-http-client/2.0", "okhttp/4.12.0"]
)
def test_robots(string: str) -> None:
    assert classify(string) is Agent.BOT
