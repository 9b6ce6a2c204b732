"""The till receipt of clicks, and the reasons beside it, in plain words."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

Tone = Literal["", "paid", "held", "unpaid"]


@dataclass(frozen=True)
class Reason:
    """One outcome and how many clicks had it; `note` is a soft second line."""

    label: str
    clicks: int
    tone: Tone = "unpaid"
    note: str = ""


@dataclass(frozen=True)
class Part:
    """A part of the sum, in cents, and what it is."""

    label: str
    cents: int


@dataclass(frozen=True)
class Receipt:
    """What became of all clicks of a claim, with the sum earned in cents, as of `at`.

    `parts` add up to the sum; there are none where the sum is of one kind.
    """

    received: int
    lines: Sequence[Reason]
    total_cents: int
    at: dt.datetime
    parts: Sequence[Part] = ()
    notes: Sequence[str] = field(default_factory=tuple)
