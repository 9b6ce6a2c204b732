"""Well-known places that links are shared in, by domain, and apps by their Android name."""

SOCIAL = (
    "facebook.com", "fb.com", "fb.me", "instagram.com", "threads.net", "threads.com", "twitter.com",
    "t.co", "x.com", "tiktok.com", "snapchat.com", "pinterest.com", "pinterest.fr", "pin.it",
    "linkedin.com", "lnkd.in", "youtube.com", "youtu.be", "reddit.com", "tumblr.com", "twitch.tv",
    "bsky.app", "mastodon.social", "piaille.fr", "vk.com", "weibo.com", "quora.com", "bere.al",
    "linktr.ee", "copainsdavant.linternaute.com",
)  # fmt: skip
SEARCH = (
    "bing.com", "duckduckgo.com", "qwant.com", "ecosia.org", "search.yahoo.com", "yandex.com",
    "yandex.ru", "baidu.com", "lilo.org", "startpage.com", "search.brave.com", "search.lilo.org",
    "perplexity.ai", "chatgpt.com",
)  # fmt: skip
MAIL = (
    "mail.google.com", "outlook.live.com", "outlook.office.com", "outlook.office365.com",
    "mail.yahoo.com", "mail.proton.me", "messagerie.orange.fr", "mail.laposte.net",
    "webmail.sfr.fr", "mailchi.mp",
)  # fmt: skip
MESSENGER = (
    "whatsapp.com", "wa.me", "web.telegram.org", "t.me", "messenger.com", "m.me", "discord.com",
    "slack.com", "teams.microsoft.com", "teams.live.com", "signal.org", "line.me", "viber.com",
)  # fmt: skip
APPS = {
    "com.facebook.katana": "social", "com.facebook.lite": "social",
    "com.instagram.android": "social", "com.instagram.barcelona": "social",
    "com.twitter.android": "social", "com.zhiliaoapp.musically": "social",
    "com.ss.android.ugc.trill": "social", "com.snapchat.android": "social",
    "com.pinterest": "social", "com.linkedin.android": "social",
    "com.google.android.youtube": "social", "com.reddit.frontpage": "social",
    "com.google.android.googlequicksearchbox": "search",
    "com.google.android.gm": "mail", "com.microsoft.office.outlook": "mail",
    "com.whatsapp": "messenger", "com.facebook.orca": "messenger",
    "org.telegram.messenger": "messenger", "com.discord": "messenger",
    "org.thoughtcrime.securesms": "messenger", "com.viber.voip": "messenger",
}  # fmt: skip
# A domain of its own in each country: google.fr, google.co.uk, search.yahoo.co.jp.
SEARCH_NAMES = frozenset({"google", "bing", "yandex", "qwant", "baidu", "ecosia"})
PLACES = {
    **dict.fromkeys(SOCIAL, "social"),
    **dict.fromkeys(SEARCH, "search"),
    **dict.fromkeys(MAIL, "mail"),
    **dict.fromkeys(MESSENGER, "messenger"),
}
