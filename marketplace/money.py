"""Money is an integer number of euro cents; only this module parses or rounds it."""

from __future__ import annotations

import re

BASIS_POINTS = 10_000
# At most ten digits of euros: nobody types more, and larger integers cost time to make.
_AMOUNT = re.compile(r"(?P<units>[0-9]{1,10})(?:[.,](?P<cents>[0-9]{1,2})(?P<rest>[0-9]{0,20}))?")
_SPACES = dict.fromkeys(map(ord, " \u00a0\u202f\u2009€"))


class NotAnAmount(ValueError):
    """The text is not an amount of euros with at most two decimals."""


class TooManyDecimals(NotAnAmount):
    """The amount has a third decimal."""


def parse_cents(text: str) -> int:
    """Return the cents of an amount as people type it: "0,35", "0.35", "1 121,89 €".

    Raises NotAnAmount for anything else, and TooManyDecimals for a third decimal: money is never
    rounded silently.
    """
    match = _AMOUNT.fullmatch(text.translate(_SPACES))
    if match is None:
        raise NotAnAmount(text)
    if match["rest"]:
        raise TooManyDecimals(text)
    return int(match["units"]) * 100 + int((match["cents"] or "0").ljust(2, "0"))


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
