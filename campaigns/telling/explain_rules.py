"""The rules in plain words, as they are published: made from the rules themselves.

A rule without an explanation is a mistake (a test looks); its thresholds are those that judge.
"""

from __future__ import annotations

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from campaigns import reasons
from campaigns.clicks.judging.rules import ruleset
from campaigns.clicks.judging.rules.thresholds import PRESENT

SAID: dict[str, str | Promise] = {
    "method": _("Something asked for the address of the page without showing it to anybody."),
    "prefetch": _("The browser fetched the page ahead and said so. Nobody had chosen to look yet."),
    "link_preview": _("WhatsApp, Messenger and others fetch a link to draw a card of it. Nobody has"
                      " clicked yet."),
    "bot": _("A program that says what it is: a search engine, a library, a tool."),
    "own_click": _("The click came from a device that was signed in, within %(own_click_minutes)s"
                   " minutes, as the owner of the link or as somebody of the brand or its agency."
                   " Where many people share an address, nobody is blamed for it."),
    "spam_referrer": _("The click came from a site that only sends visits to be seen in"
                       " statistics. A click that does not say where it came from is fine."),
    "exchange_group": _("The click came from a place where clicks are traded for clicks or for"
                        " money. Whoever clicks there wants a click back, not what the brand"
                        " shows."),
    "campaign_not_running": _("The campaign was paused, over or not open yet at the moment of the"
                              " click."),
    "left": _("The influencer had left the campaign at the moment of the click."),
    "suspended": _("The influencer was suspended at the moment of the click."),
    "double_click": _("The same visitor clicked again within %(double_click_seconds)s seconds. The"
                      " first click counts."),
    "repeat_24h": _("The same visitor clicked again within %(repeat_hours)s hours of a click that"
                    " counted. The hours run from that click and are not prolonged by others."),
    "late": _("The click reached us after its day’s secret was destroyed. Nobody can tell any more"
              " whether it repeats another."),
    "not_a_browser": _("What was sent looks like no browser that we know. It may be an app, or a"
                       " program that hides."),
    "unreadable_visitor": _("The name of the browser cannot be read, and somebody with the same"
                            " address had clicked within %(repeat_hours)s hours, or was signed in"
                            " as one who must not click. It may be somebody else: a person looks."),
    "network": _("The click came from a data centre, a VPN or Tor, where programs live and few"
                 " people read. Apple’s private relay is no such place."),
    "awaiting_review": _("Nobody has seen the post yet. Once its label is confirmed, its clicks"
                         " are paid."),
    "ring": _("Several influencers click each other’s links, campaign after campaign. Two friends"
              " who do so are never enough."),
    "incited": _("Friends came at once and left at once, as people do who were asked to click:"
                 " several signs must come together."),
    "script": _("The clicks follow each other as evenly as no crowd does."),
    "even_growth": _("The links of a campaign grew in the same proportion, more evenly than"
                     " chance allows."),
    "spike": _("Far more clicks in a day than before. A person looks; nothing is refused by"
               " itself."),
}  # fmt: skip
# What a rule is called where it is told to everybody, and not to the one whose clicks they are.
NAMES: dict[str, str | Promise] = {
    "awaiting_review": _("Post not seen yet"),
    "left": _("After the influencer left"),
    "suspended": _("While the influencer was suspended"),
}
PATTERNS = ("ring", "incited", "script", "even_growth", "spike")


class Published(NamedTuple):
    """A rule as anybody may read it; `source` is "" where it is our own."""

    code: str
    name: str
    says: str
    source: str


class Rulebook(NamedTuple):
    """The rules in force, by what they lead to, and their version."""

    version: str
    rejected: list[Published]
    held: list[Published]
    patterns: list[Published]


def rulebook() -> Rulebook:
    """Return the rules in force, in the language of the moment."""
    published = {rule.code: _published(rule.code, rule.source) for rule in ruleset.RULES}
    return Rulebook(
        ruleset.VERSION,
        [published[rule.code] for rule in ruleset.RULES if rule.outcome == "rejected"],
        [published[rule.code] for rule in ruleset.RULES if rule.outcome == "held"],
        [_published(code, "") for code in PATTERNS],
    )


def _published(code: str, source: str) -> Published:
    name = str(NAMES[code]) if code in NAMES else reasons.words(code)
    return Published(code, name, str(SAID[code]) % PRESENT._asdict(), source)
