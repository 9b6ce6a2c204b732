"""What user agents say they are. These strings are our own, not those of the pattern lists."""

from __future__ import annotations

import pytest

from campaigns.clicks.visitors.user_agent_lists import LOOKS_AROUND, without_looks
from campaigns.clicks.visitors.user_agents import Agent, classify
from payouts.demo.traffic import BROWSERS, PREVIEWS, ROBOTS

ANDROID = (
    "Mozilla/5.0 (Linux; Android 14; {model}) AppleWebKit/537.36 (KHTML, like Gecko)"
    " Version/4.0 Chrome/130.0.6723.58 Mobile Safari/537.36"
)
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like"
    " Gecko) Mobile/15E148"
)
PIXEL = ANDROID.format(model="Pixel 8 Build/AP2A.240805.005; wv")
IN_APPS = (
    f"{IPHONE} Instagram 341.0.0.25.108 (iPhone14,5; iOS 18_1; fr_FR; fr; scale=3.00; 1170x2532)",
    f"{PIXEL} Instagram 341.0.0.25.108 Android (34/14; 420dpi; 1080x2400; Google/google; Pixel 8;"
    " shiba; shiba; fr_FR; 642384342)",
    f"{IPHONE} [FBAN/FBIOS;FBAV/480.0.0.39.108;FBBV/642;FBDV/iPhone14,5;FBMD/iPhone;FBSN/iOS]",
    f"{PIXEL} [FB_IAB/FB4A;FBAV/480.0.0.39.108;IABMV/1;]",
    f"{IPHONE} musical_ly_36.8.0 JsSdk/2.0 NetType/WIFI Channel/App Store ByteLocale/fr"
    " Region/FR BytedanceWebview/d8a21c6",
    f"{PIXEL} trill_360804 BytedanceWebview/d8a21c6 AppName/trill Channel/googleplay",
    f"{IPHONE} Snapchat/13.12.0.39 (like Safari/8619.2.8.10.7, panda)",
    f"{IPHONE} [Pinterest/iOS]",
    f"{PIXEL} [Pinterest/Android]",
    f"{IPHONE} [LinkedInApp]/9.30.2204",
    f"{IPHONE} GSA/341.3.692278309 Safari/604.1",
    f"{IPHONE} Safari Line/14.18.0",
    f"{IPHONE} MicroMessenger/8.0.53(0x18003531) NetType/WIFI Language/fr",
)
PHONES = (
    ANDROID.format(model="CUBOT P80 Build/TP1A.220624.014"),
    ANDROID.format(model="CUBOT_X18_Plus"),
    ANDROID.format(model="Spider X"),
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
    " Chrome/130.0.0.0 Safari/537.36 SynapseWorkstation/4.2",
)


@pytest.mark.parametrize("string", [*BROWSERS, *IN_APPS, *PHONES])
def test_browsers(string: str) -> None:
    assert classify(string) is Agent.BROWSER


@pytest.mark.parametrize(
    "string",
    [*PREVIEWS, "TelegramBot (like TwitterBot)", "Slackbot-LinkExpanding 1.0", "LinkedInBot/1.0",
     "Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)",
     "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
     "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_11_1) AppleWebKit/601.2.4 (KHTML, like Gecko)"
     " Version/9.0.1 Safari/601.2.4 facebookexternalhit/1.1 Facebot Twitterbot/1.0"],
)  # fmt: skip
def test_link_previews(string: str) -> None:
    assert classify(string) is Agent.LINK_PREVIEW


@pytest.mark.parametrize(
    "string", [*ROBOTS, "curl/8.5.0", "Wget/1.21", "Go-http-client/2.0", "okhttp/4.12.0",
               "brand-new-tool/0.1", "axios/1.7.2", "Java/17.0.2"]
)  # fmt: skip
def test_robots(string: str) -> None:
    assert classify(string) is Agent.BOT


@pytest.mark.parametrize("app", IN_APPS)
def test_the_words_of_an_app_excuse_no_robot(app: str) -> None:
    assert classify(f"{app} (compatible; Somebot/2.1)") is Agent.BOT
    assert classify(f"{app} Googlebot/2.1") is Agent.BOT


@pytest.mark.parametrize(
    "string", ["", " ", "Don't look at me", "MobileSafari/602.1 CFNetwork/811.5.4 Darwin/16.6.0"]
)
def test_what_has_no_shape_of_a_browser_is_none(string: str) -> None:
    assert classify(string) is Agent.NOT_A_BROWSER


def test_looks_around_are_left_out_of_patterns() -> None:
    """A new one in a list needs an excuse in user_agent_excuses.py, or people become robots."""
    from crawlerdetect.providers import crawlers
    from is_bot import Bots

    looking = [one for one in [*Bots().patterns, *crawlers.data] if LOOKS_AROUND.search(one)]

    assert sorted(without_looks(one) for one in looking) == [
        "(?:^|[^g])news", "Yandex", "bots?(?:\\b|_)", "google", "http", "java", "scan",
    ]  # fmt: skip
