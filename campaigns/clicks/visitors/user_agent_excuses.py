"""Words in user agents that patterns for robots match although no robot is meant.

They are taken out before the patterns look again: CUBOT is a phone, Pinterest and TikTok show pages
in a browser of their own, a phone may be called "Spider". Only the word goes, not the string: what
else it says still counts, so "Mozilla/5.0 ... Instagram 300.0 ... Googlebot/2.1" stays a robot.
Only a string that is shaped like a browser's is excused anything: facebookexternalhit/1.1 is not.
"""

from __future__ import annotations

import re2

# A browser begins as browsers do, or names an engine: phones and televisions often put their own
# name first.
SHAPE = re2.compile(
    r"(?i)^(?:mozilla/[2-6]\.\d+ ?[(\[]|opera/\d+\.\d+ ?\(|dalvik/\d|dv\(.*pr\(UCBrowser/)"
    r"|applewebkit/?\d|\b(?:gecko|presto|trident|khtml|opera)/\d|opera (?:mini|mobi)"
    r"|^[\w.+ -]+[/(].*\b(?:profile/midp|up\.(?:browser|link)|netfront|uc ?browser|obigo|teleca"
    r"|wap[- ]?browser|dolfin/|jasmine/|openwave|hbbtv/|maui)"
    r"|^(?:docomo|kddi|softbank|vodafone)[/-]"
)

# What the browsers inside apps add to the system's: a name, a version, and what follows it.
APPS = (
    r"\[FB(?:AN|_IAB|AV)[^\]]*\]",
    r"\bFB(?:AN|AV|_IAB)/\S*",
    r"\bInstagram \d[\d.]*(?: Android)?(?: ?\([^()]*(?:\([^()]*\)[^()]*)*\))?",
    r"\bBarcelona \d[\d.]*(?: ?\([^()]*\))?",  # Threads
    r"\b(?:musical_ly|trill|TikTok|aweme|com\.zhiliaoapp\.musically|com\.ss\.android\.ugc\.trill)"
    r"(?:[_ /-][\w.:-]+)?",
    r"\b(?:BytedanceWebview|ByteLocale|ByteFullLocale|JsSdk|NetType|Channel|AppName|AppVersion"
    r"|app_version|ReleaseVersion|Region|Webcast_ByteLocale|AppSkin|AppTheme|appId"
    r"|FalconTag|RevealType|PIA|isDarkMode|WKWebView)/[\w.%+-]*",
    r"\bSnapchat/?[ \d.]*(?:\([^()]*\))?",
    r"\[Pinterest/\w+\]|\bPinterest for \w+(?:/[\d.]+)?(?: ?\([^()]*\))?",
    r"\[?\bLinkedInApp\]?(?:/[\d.]+)?",
    r"\bTwitter for \w+(?:/[\d.]+)?|\bTwitterAndroid\b",
    r"\bWhatsApp/[\d.]+$",
    r"\b(?:GSA|Line|KAKAOTALK|MicroMessenger|NewsArticle|NAVER|DaumApps)[/ (][\d.]*(?:\([\w.]*\))?",
    r"\b(?:DuckDuckGo|Ddg)/\d[\d.]*",
    r"\bGoogleApp/[\d.]+|\bGoogle(?:wv|/Google)\b|\bGoogle Pixel\b| Channel/google\w*",
    r"\bNewsSapphire/[\w.]+|\bYandexSearch\w*(?:/[\w.]+)?(?: Yandex\w*(?:/[\w.]+)?)?",
    r"\bYaSearchBrowser/[\w.]+",
    r"\bSynapseWorkstation/[\w.]+",
)
# A phone's or tablet's model, up to its build, in the system's own brackets; it may not be where
# a robot says "compatible", an address or a mail.
MODEL = (
    r"; ?Android(?: \d[\w.]*)?;(?: ?U;)?(?: ?[a-z]{2}[-_][a-zA-Z]{2,4};)?"
    r"( [^;()+@]{0,60}?)(?: Build/[^;()]{0,80}|MIUI/[^;()]{0,40})?"
    r"(?:; ?(?:wv|rv:[\d.]+|[a-z]{2}[-_]\w\w))?\)"
)
WORDS = (
    r"\bcu-?bot\b",
    r"\bcamscan\w*",
    r"\blibhttp\w*",
    r"\bjava;",
    r"\bSpeedMode; Proxy\b",
    r"\bchromeframe(?:/[\d.]+)?",
    r"\bfirephp/[\d.]+",
    r"\bblackboard/[\d.]+",
    r"\bmsn optimized\w*|\bGWX:\w+|\bGoogleT\d\b|\bHbTools [\d.]+",  # toolbars of old Windows
    r"(?:EmbeddedWB [\d.]+ )?from: http://(?:www\.)?bsalsa\.com/|\bcom\.google\.GooglePlus/\d+",
    r"\bQQ-URL-Manager\b|\bFire(?:Download|Torrent)/[\d.]+",
    r"\bSogouMSE,?|\bSogouMobileBrowser(?:/[\d.]+)?|\bQQDownload [\d.]+",
    r"\bOMI/[\w.-]+|\bWebAppManager\b|\bGoogle ?TV\b|\bJavaPlatform/|\bViewSonic\b|\bcronet/[\d.]+",
    r"\bMAUI\([^()]*\)|\(MRE/.*|^dv\(\S*",
    r"\bHTC; Radar\b|\bWindows Server \d+",
)

# In place of a word: no letter, so that a list's "nothing but words" does not take the rest for a
# robot's.
TAKEN_OUT = "~"

_APPS = re2.compile("(?i)" + "|".join(f"(?:{one})" for one in (*APPS, *WORDS)))
_MODEL = re2.compile(MODEL)


def is_shaped(string: str) -> bool:
    """Whether the string begins as browsers do."""
    return bool(SHAPE.search(string))


def excuse(string: str) -> str:
    """Return a browser-shaped string without the words that are known to be innocent."""
    return str(_APPS.sub(TAKEN_OUT, _MODEL.sub("; Android)", string)))
