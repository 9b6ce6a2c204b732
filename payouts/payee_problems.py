"""What keeps a payee out of a payment file, found for each alone and said in words.

What was saved under other limits, for another country, or under a key that is gone must not stop
the others: it is found here before the file is made.
"""

from __future__ import annotations

import re
from typing import TypedDict

from cryptography.fernet import InvalidToken
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from payouts.bank_accounts import check_iban, iban_of
from payouts.models import PayoutAccount
from payouts.sepa_text import is_readable, sepa_text

# Characters that ISO 20022 and the form give each part of a name and address.
LONGEST = {"holder": 70, "street": 70, "postcode": 16, "city": 35}
NEEDED = ("holder", "city")  # a structured address names its town
_COUNTRY = re.compile("[A-Z]{2}")


class Problem(TypedDict):
    """One thing that is wrong: which field, why, and for a long one its length in characters."""

    field: str
    why: str
    length: int


def find_problems(account: PayoutAccount) -> list[Problem]:
    """Return what would keep `account` out of a payment file; [] when nothing does."""
    found = [problem for name in LONGEST if (problem := _in_text(account, name))]
    if not _COUNTRY.fullmatch(account.country):
        found.append(_problem("country", "missing"))
    why = _in_iban(account)
    return [*found, _problem("iban", why)] if why else found


def refused_by_schema() -> Problem:
    """The problem of a payee whose own file the bank's schema refuses, though we saw none."""
    return _problem("file", "refused")


def say_problem(problem: Problem) -> str:
    """Return a problem as a sentence, in the language of the moment."""
    names = {
        "holder": _("account holder"),
        "street": _("street and number"),
        "postcode": _("postcode"),
        "city": _("city"),
        "country": _("country"),
        "iban": _("IBAN"),
    }
    words = {
        "long": _("%(field)s: %(length)s characters in the letters of banks, which take %(most)s"),
        "missing": _("%(field)s: nothing that a bank can read"),
        "invalid": _("%(field)s: not valid for a SEPA transfer"),
        "unreadable": _("%(field)s: it cannot be decrypted with the keys of this site"),
        "refused": _("the bank’s schema refuses this payee"),
    }
    field = problem["field"]
    values = {"field": names.get(field, field), "length": problem["length"]}
    return words[problem["why"]] % {**values, "most": LONGEST.get(field, 0)}


def _problem(field: str, why: str, length: int = 0) -> Problem:
    return {"field": field, "why": why, "length": length}


def _in_text(account: PayoutAccount, name: str) -> Problem | None:
    typed: str = getattr(account, name)
    length = len(sepa_text(typed))
    if length > LONGEST[name]:
        return _problem(name, "long", length)
    return _problem(name, "missing") if name in NEEDED and not is_readable(typed) else None


def _in_iban(account: PayoutAccount) -> str:
    try:
        check_iban(iban_of(account))
    except (InvalidToken, UnicodeDecodeError):
        return "unreadable"
    except ValidationError:
        return "invalid"
    return ""
