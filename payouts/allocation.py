"""What each click earns, from what its limits have left: values in, earnings out.

Clicks are taken in their order. Each is offered its rate, and every limit in turn may give less:
the click that crosses a limit is paid what is left, so that the limit is reached exactly. A click
takes from its limits only what it is paid in the end, so that a day whose budget is spent does
not use up anybody's cap.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID


class Due(NamedTuple):
    """A valid click to be settled, at the rate frozen on its claim (cents)."""

    click_id: UUID
    click_at: datetime
    claim_id: int
    link_id: int
    rate_cents: int


class Earning(NamedTuple):
    """What one click earned: cents, or 0 and the reason."""

    click_id: UUID
    click_at: datetime
    claim_id: int
    link_id: int
    cents: int
    reason: str


@dataclass
class Limit:
    """`left` holds the cents left by purse; `purse` names a click's, None when it has none."""

    reason: str
    left: dict[Any, int]
    purse: Callable[[Due], Hashable | None]

    def left_for(self, click: Due) -> int | None:
        """Return the cents left for a click, None when the limit does not concern it."""
        purse = self.purse(click)
        return None if purse is None else max(0, self.left[purse])

    def take(self, click: Due, cents: int) -> None:
        purse = self.purse(click)
        if purse is not None:
            self.left[purse] -= cents


def allocate(clicks: Iterable[Due], limits: Sequence[Limit]) -> list[Earning]:
    """Return what each click earns; a click that earns nothing names the first limit at zero."""
    return [_one(click, limits) for click in clicks]


def _one(click: Due, limits: Sequence[Limit]) -> Earning:
    cents = click.rate_cents
    for limit in limits:
        left = limit.left_for(click)
        if left == 0:
            return Earning(*click[:4], 0, limit.reason)
        if left is not None:
            cents = min(cents, left)
    for limit in limits:
        limit.take(click, cents)
    return Earning(*click[:4], cents, "")
