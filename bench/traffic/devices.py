"""Devices as they introduce themselves: on Facebook, on Instagram, on Twitter, and elsewhere."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


class Device(NamedTuple):
    """User agents by channel: the networks' in-app browsers, then the device's own browser."""

    agents: tuple[str, str, str, str]
    weight: float = 1.0


IOS = (
    ("18_6_2", "18.6"), ("18_5", "18.5"), ("18_3_1", "18.3"),
    ("17_7", "17.7"), ("16_7_10", "16.6"), ("26_0", "26.0"),
)  # fmt: skip
IPHONES = ("iPhone12,1", "iPhone13,2", "iPhone14,5", "iPhone15,2", "iPhone16,1", "iPhone17,3")
ANDROIDS = (
    ("14", "SM-A546B", "UP1A.231005.007"), ("15", "SM-S921B", "AP3A.240905.015.A2"),
    ("13", "M2101K6G", "TKQ1.221013.002"), ("14", "Pixel 7", "AP2A.240805.005"),
    ("12", "CPH2219", "SP1A.210812.016"), ("13", "SM-A135F", "TP1A.220624.014"),
    ("14", "23021RAA2Y", "UKQ1.230917.001"), ("11", "VOG-L29", "HUAWEIVOG-L29"),
    ("10", "CUBOT_NOTE_20", "QP1A.190711.020"), ("15", "A142", "AP3A.240905.015"),
)  # fmt: skip
CHROMES = (126, 131, 134, 137, 138, 139, 140, 141)
DESKTOPS = ("Windows NT 10.0; Win64; x64", "Macintosh; Intel Mac OS X 10_15_7", "X11; Linux x86_64")
BOTS = (
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
    "Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)",
    "Mozilla/5.0 (compatible; SemrushBot/7~bl; +http://www.semrush.com/bot.html)",
    "Mozilla/5.0 (Linux; Android 5.0) AppleWebKit/537.36 (KHTML, like Gecko) Mobile Safari/537.36"
    " (compatible; Bytespider; spider-feedback@bytedance.com)",
    "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)",
    "Mozilla/5.0 (compatible; YandexBot/3.0; +http://yandex.com/bots)",
    "Mozilla/5.0 (compatible; DotBot/1.2; +https://opensiteexplorer.org/dotbot; help@moz.com)",
    "python-requests/2.32.3", "curl/8.7.1", "Go-http-client/2.0", "okhttp/4.12.0",
    "Java/17.0.11", "Apache-HttpClient/4.5.14 (Java/11.0.22)", "axios/1.7.2", "Wget/1.21.4",
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)"
    " HeadlessChrome/131.0.0.0 Safari/537.36",
    "Scrapy/2.11.2 (+https://scrapy.org)", "libwww-perl/6.72", "aiohttp/3.9.5",
)  # fmt: skip
PREVIEWS = (
    "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
    "WhatsApp/2.24.20.89 A", "WhatsApp/2.2430.8 W", "Twitterbot/1.0",
    "TelegramBot (like TwitterBot)",
    "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
    "LinkedInBot/1.0 (compatible; Mozilla/5.0; Apache-HttpClient +http://www.linkedin.com)",
    "Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_11_1) AppleWebKit/601.2.4 (KHTML, like Gecko)"
    " Version/9.0.1 Safari/601.2.4 facebookexternalhit/1.1 Facebot Twitterbot/1.0",
)  # fmt: skip


def people() -> list[Device]:
    """Return the devices that people hold, with how common each is."""
    return [*_iphones(), *_androids(), *_desktops()]


def machines() -> tuple[list[Device], list[Device]]:
    """Return bots that say so, and link-preview fetchers."""
    return (
        [Device((agent,) * 4) for agent in BOTS],
        [Device((agent,) * 4, weight=3.0 if number < 3 else 1.0)
         for number, agent in enumerate(PREVIEWS)],
    )  # fmt: skip


def weights(devices: list[Device]) -> NDArray[np.float64]:
    given = np.array([device.weight for device in devices])
    return np.asarray(given / given.sum(), np.float64)


def _iphones() -> list[Device]:
    return [_iphone(system, model, 3.0) for system in IOS for model in IPHONES]


def _iphone(system: tuple[str, str], model: str, weight: float) -> Device:
    name, safari = system
    kit = (
        f"Mozilla/5.0 (iPhone; CPU iPhone OS {name} like Mac OS X) AppleWebKit/605.1.15"
        " (KHTML, like Gecko)"
    )
    facebook = (
        f"{kit} Mobile/15E148 [FBAN/FBIOS;FBAV/485.1.0.45.110;FBBV/665337277;FBDV/{model};"
        f"FBMD/iPhone;FBSN/iOS;FBSV/{name.replace('_', '.')};FBSS/3;FBID/phone;FBLC/fr_FR;FBOP/5]"
    )
    instagram = (
        f"{kit} Mobile/22G86 Instagram 390.0.0.28.85 ({model}; iOS {name}; fr_FR; fr; scale=3.00;"
        f" 1170x2532; 764023829)"
    )
    return Device(
        (
            facebook,
            instagram,
            f"{kit} Mobile/15E148 Twitter for iPhone/11.14",
            f"{kit} Version/{safari} Mobile/15E148 Safari/604.1",
        ),
        weight,
    )


def _androids() -> list[Device]:
    return [_android(phone, chrome, 2.0) for phone in ANDROIDS for chrome in CHROMES]


def _android(phone: tuple[str, str, str], chrome: int, weight: float) -> Device:
    version, model, build = phone
    webview = (
        f"Mozilla/5.0 (Linux; Android {version}; {model} Build/{build}; wv) AppleWebKit/537.36"
        f" (KHTML, like Gecko) Version/4.0 Chrome/{chrome}.0.0.0 Mobile Safari/537.36"
    )
    samsung = "SamsungBrowser/27.0 " if model.startswith("SM-") and chrome % 2 else ""
    own = (
        "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko)"
        f" {samsung}Chrome/{chrome}.0.0.0 Mobile Safari/537.36"
    )
    instagram = f"Android ({version}; 420dpi; 1080x2340; {model}; fr_FR)"
    return Device(
        (
            f"{webview} [FB_IAB/FB4A;FBAV/484.0.0.63.83;]",
            f"{webview} Instagram 391.1.0.36.89 {instagram}",
            f"{webview} TwitterAndroid",
            own,
        ),
        weight,
    )


def _desktops() -> list[Device]:
    found = []
    for system in DESKTOPS:
        chrome = [
            f"Mozilla/5.0 ({system}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{version}.0.0.0"
            f" Safari/537.36{edge}"
            for version in CHROMES[-4:]
            for edge in ("", f" Edg/{version}.0.0.0")
        ]
        firefox = [
            f"Mozilla/5.0 ({system}; rv:{version}.0) Gecko/20100101 Firefox/{version}.0"
            for version in (128, 140, 142)
        ]
        found += [Device((agent,) * 4, 2.5) for agent in (*chrome, *firefox)]
    safari = (
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)"
        " Version/18.5 Safari/605.1.15"
    )
    return [*found, Device((safari,) * 4, 6.0)]
