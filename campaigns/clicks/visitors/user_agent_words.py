"""Our own patterns for user agents, beside those that others keep; case is ignored.

Written against the fixtures of crawlerdetect and woothee, measured on others (bin/bench agents).
"""

# Fetchers that show a card in a chat, which the lists have under other tags or lack.
PREVIEWS = (
    r"^whatsapp/",
    r"facebookexternalhit",
    r"facebookcatalog",
    r"\bviber",
    r"snap url preview|snapchat.*preview",
    r"\bpreview\b.*\b(?:link|card|url)|\b(?:link|url|card)[ _-]?preview",
    r"\bunfurl",
)

# Programs that fetch and do not show: they name themselves as no browser does.
BOTS = (
    r"\bheadless|\bphantomjs|\bselenium|\bpuppeteer|\bplaywright|\bwebdriver",
    r"\bhttp[ _-]?(?:client|get|kit|request)|\bokhttp|\blibwww|\burllib|\baiohttp|\bhttpx",
    r"\b(?:link|url|site|web|page|seo|ssl|dns|rss)[ _-]?"
    r"(?:check|scan|monitor|watch|fetch|audit|spider)",
    r"\+ ?https?://|\bhttps?://[^ )]*(?:bot|crawl|spider|about|faq|help)",
    r"\b[\w.+-]+(?:@|\[at\]| at )[\w-]+\.[a-z]{2,}",
    r"(?:crawl|spider|scrap|fetch|index|harvest|archiv)(?:er|or|ing)\b",
    r"bot[\d/;)_ -]|bot$",
)

# What is not shaped as a browser's and looks like this is a program: a name, perhaps a number.
TOOL = r"^[a-z][\w.-]*(?:/v?\d[\w.+-]*)?(?: \([^()]*\))?$"
