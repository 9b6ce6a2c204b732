"""Reason codes in plain words, the same for influencers and brands."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WORDS: dict[str, str | Promise] = {
    "method": _("Not a page view"),
    "prefetch": _("Loaded ahead by a browser"),
    "link_preview": _("Link previews"),
    "bot": _("Robots"),
    "not_a_browser": _("No browser we know"),
    "unreadable_visitor": _("Perhaps the same person: their browser’s name cannot be read"),
    "network": _("From a data centre, a VPN or Tor"),
    "own_click": _("Own clicks"),
    "awaiting_review": _("Post refused"),
    "campaign_not_running": _("Outside the campaign"),
    "left": _("After you left"),
    "suspended": _("While you were suspended"),
    "double_click": _("Double clicks"),
    "repeat_24h": _("Same person, less than 24 h"),
    "spam_referrer": _("From a spam site"),
    "exchange_group": _("From a place where clicks are traded"),
    "late": _("Arrived too late to check"),
    "ring": _("People who click each other"),
    "incited": _("Friends who were asked to click"),
    "script": _("Clicked by a program"),
    "even_growth": _("Growth too even to be true"),
    "spike": _("Far more clicks than usual"),
    "disputed": _("Questioned by the brand"),
    "trial_cap": _("Before a first post was approved"),
    "daily_budget": _("After the day’s budget was spent"),
    "cap_reached": _("After the cap was reached"),
    "budget_spent": _("After the budget was spent"),
}
NOTES: dict[str, str | Promise] = {
    "link_preview": _("WhatsApp, Messenger and others drew a card"),
}


# While a click is held its reason is not decided yet, and is said otherwise.
WHILE_HELD: dict[str, str | Promise] = {
    "awaiting_review": _("Your post is still to be looked at"),
}


def words_while(verdict: str, code: str) -> str:
    """Return the words of a reason under a verdict: what is held is not refused yet."""
    return str(WHILE_HELD.get(code, WORDS[code]) if verdict == "held" else WORDS[code])


def words(code: str) -> str:
    """Return the plain words of a reason code; a code without words is a mistake (KeyError)."""
    return str(WORDS[code])


def note(code: str) -> str:
    return str(NOTES.get(code, ""))
