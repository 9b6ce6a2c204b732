"""What the law asks of a message, in one place: a lawyer's correction is a line here and a test.

Engineering input, not legal advice. Each rule names its text and the day from which it holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERSION = "2026-11"


@dataclass(frozen=True)
class Label:
    """A disclosure label that satisfies the law in a language."""

    language: str
    text: str
    source: str
    since: date


# Loi 2023-451 of 9 June 2023, art. 5-2: the commercial intent is stated clearly, legibly and
# comprehensibly; these words, or an equivalent suited to the format, satisfy it.
ART_5_2 = "loi 2023-451, art. 5-2"
LABELS = (
    Label("fr", "Publicité", ART_5_2, date(2023, 6, 10)),
    Label("fr", "Collaboration commerciale", ART_5_2, date(2023, 6, 10)),
    Label("en", "Advertisement", ART_5_2, date(2023, 6, 10)),
    Label("en", "Paid partnership", ART_5_2, date(2023, 6, 10)),
)


@dataclass(frozen=True)
class Forbidden:
    """A category that may not be promoted by influencers, and the text that says so."""

    name: str | Promise
    law: str
    since: date


# Loi 2023-451 of 9 June 2023, art. 4. Gambling (art. 4, VII) is allowed only where minors are
# technically excluded, which no link of ours can promise.
_JUNE_2023 = date(2023, 6, 10)
FORBIDDEN_CATEGORIES = {
    "aesthetic": Forbidden(
        _("Aesthetic surgery and procedures"), "loi 2023-451, art. 4, I", _JUNE_2023
    ),
    "therapies": Forbidden(
        _("Therapies in place of medical care"), "loi 2023-451, art. 4, II", _JUNE_2023
    ),
    "nicotine": Forbidden(_("Nicotine products"), "loi 2023-451, art. 4, III", _JUNE_2023),
    "animals": Forbidden(_("Wild animals"), "loi 2023-451, art. 4, IV", _JUNE_2023),
    "risky_finance": Forbidden(
        _("Risky financial contracts"), "loi 2023-451, art. 4, V, 1°", _JUNE_2023
    ),
    "crypto": Forbidden(
        _("Unregistered crypto services"), "loi 2023-451, art. 4, V, 2°", _JUNE_2023
    ),
    "tips": Forbidden(_("Subscriptions to sports tips"), "loi 2023-451, art. 4, VI", _JUNE_2023),
    "gambling": Forbidden(_("Gambling"), "loi 2023-451, art. 4, VII", _JUNE_2023),
}

# Regulation (EU) 2024/900, in full application since 10 October 2025: art. 7 (the question is put
# to every sponsor), art. 11 and 12 (label and transparency notice); code électoral, L.52-1.
POLITICAL_REFUSED = _(
    "Franc does not take political messages yet. Regulation (EU) 2024/900 asks for a transparency"
    " notice with each of them, and article L.52-1 of the code électoral forbids paid electoral"
    " advertising in the six months before a vote."
)

# Words that deny the label, on folded text (fold_text.py). Those that ask for clicks, with what
# counts as asking, are in inciting_words.py.
HIDING = (
    r"\bsans dire\b.*\bsponsor",
    r"\bpas (?:une |de )?pub(?:licite)?\b",
    r"\bnot (?:an )?ad\b",
)


def label_for(language: str) -> str:
    """Return the default label for an audience's language, French when there is none."""
    return next((label.text for label in LABELS if label.language == language), LABELS[0].text)
