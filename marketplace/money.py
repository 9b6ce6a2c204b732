"""Money is an integer number of euro cents; only this module parses or rounds it."""

from __future__ import annotations

import re

from marketplace.pasted_codes import without_unseen
from marketplace.typed_numbers import APOSTROPHED, COMMAED, DOTTED, PLAIN, SPACED, SPACES

BASIS_POINTS = 10_000
_EURO = "(?:€|euros?|eur)"
_UNITS = f"(?P<units>{PLAIN}|{SPACED}|{APOSTROPHED})"
_DECIMALS = "(?P<cents>[0-9]{1,2})(?P<rest>[0-9]{0,20})"
# Each reads an amount in one way only; the French write the sign where others write the point.
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"{_UNITS}(?:[.,]{_DECIMALS})?",
        rf"{_UNITS}€(?P<cents>[0-9]{{2}})(?P<rest>)",
        rf"(?P<units>{DOTTED}),{_DECIMALS}",
        rf"(?P<units>{COMMAED})\.{_DECIMALS}",
        r"(?P<units>[1-9][0-9]{0,2}(?:\.[0-9]{3}){2,3})(?P<cents>)(?P<rest>)",
        r"(?P<units>[1-9][0-9]{0,2}(?:,[0-9]{3}){2,3})(?P<cents>)(?P<rest>)",
    )
)
_TWO_WAYS = re.compile("[1-9][0-9]{0,2}[.,][0-9]{3}")
_SIGN = re.compile(
    rf"{_EURO}[{SPACES}]*(?P<after>.*)|(?P<before>.*?)[{SPACES}]*{_EURO}", re.IGNORECASE
)
_DASH = "[-\u2010-\u2015\u2212\ufe63\uff0d]"
_MINUS = re.compile(rf"{_DASH}\s*(?P<after>.+)|(?P<before>.+?)\s*{_DASH}|\((?P<within>.+)\)")
_NO_DIGITS = re.compile("[^0-9]")


class NotAnAmount(ValueError):
    """The text is not plainly one amount of euros with at most two decimals."""


class TooManyDecimals(NotAnAmount):
    """The amount has a third decimal."""


class Ambiguous(NotAnAmount):
    """One reader takes it for thousands, another for a third decimal: "1,234"."""


class Negative(NotAnAmount):
    """The amount has a minus sign."""


def parse_cents(text: str) -> int:
    """Return the cents of an amount as people type it: "0,35", "0€35", "1 121,89 €", "€1,121.89".

    The euro is €, EUR or euros, at one end or before exactly two digits. Raises NotAnAmount for
    whatever is not plainly one amount, and its TooManyDecimals, Ambiguous or Negative where more
    can be said: money is never guessed and never rounded silently.
    """
    typed = without_unseen(text)
    amount = _without_sign(typed)
    match = next(filter(None, (form.fullmatch(amount) for form in _FORMS)), None)
    if match is None:
        raise (Negative if _is_negative(typed) else NotAnAmount)(text)
    if _TWO_WAYS.fullmatch(amount):
        raise Ambiguous(text)
    found = match.groupdict(default="")
    if found.get("rest"):
        raise TooManyDecimals(text)
    return int(_NO_DIGITS.sub("", found["units"])) * 100 + int(found["cents"].ljust(2, "0"))


def _without_sign(typed: str) -> str:
    """The text without the euro sign at one of its ends; '' when another one is left."""
    signed = _SIGN.fullmatch(typed)
    if signed is None:
        return typed
    amount = signed["after"] or signed["before"] or ""
    return "" if "€" in amount else amount


def _is_negative(typed: str) -> bool:
    """Whether it would be an amount without its minus sign, or an accountant's brackets."""
    match = _MINUS.fullmatch(_without_sign(typed)) or _MINUS.fullmatch(typed)
    if match is None:
        return False
    try:
        parse_cents(next(part for part in match.groups() if part))
    except NotAnAmount:
        return False
    return True


def part_of(cents: int, bps: int) -> int:
    """Return so many basis points of an amount in cents, half a cent rounded up."""
    return (cents * bps + BASIS_POINTS // 2) // BASIS_POINTS


def fee_on(earned_cents: int, fee_bps: int) -> int:
    """Return the fee in cents on everything a campaign has earned so far, half a cent rounded up.

    Always computed on the running total, and the difference booked, so that many small
    settlements cost a brand exactly what one large settlement would.
    """
    return part_of(earned_cents, fee_bps)


def most_earned_within(budget_cents: int, fee_bps: int) -> int:
    """Return the largest earnings in cents whose sum with their fee still fits the budget."""
    earned = budget_cents * BASIS_POINTS // (BASIS_POINTS + fee_bps)
    while earned + 1 + fee_on(earned + 1, fee_bps) <= budget_cents:
        earned += 1
    while earned + fee_on(earned, fee_bps) > budget_cents:
        earned -= 1
    return earned
