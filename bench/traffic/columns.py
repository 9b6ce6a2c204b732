"""Clicks as columns: what happened, to whom, and the truth about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

# What a click truly is. Camouflage, a click of a ring's member on an ordinary link, counts as
# honest wherever it is measured: the link's owner did nothing wrong and is to be paid.
KINDS = ("honest", "camouflage", "repeat", "bot", "preview", "own", "ring", "incited", "script")
KIND = {name: number for number, name in enumerate(KINDS)}
FACEBOOK, INSTAGRAM, TWITTER, NOWHERE = range(4)
NOBODY = -1
NOT_REPORTED = -1.0


@dataclass(frozen=True)
class Clicks:
    """Parallel columns. `at` in epoch seconds; `visitor`, `link` and `clicker` are row numbers.

    `clicker` is NOBODY when not known, `dwell` in seconds or NOT_REPORTED. Of the truth, `group`
    is the number of the ring, inciter or script, and `size` what tells strong from weak: a ring's
    click probability in percent, an inciter's number of friends.
    """

    at: Floats
    link: Ints
    visitor: Ints
    channel: Ints
    dwell: Floats
    clicker: Ints
    kind: Ints
    group: Ints
    size: Ints

    def __len__(self) -> int:
        return len(self.at)

    def take(self, rows: Ints | Bools) -> Clicks:
        return Clicks(**{f.name: getattr(self, f.name)[rows] for f in fields(self)})

    def replace(self, **columns: Any) -> Clicks:
        return make(len(self), **{f.name: getattr(self, f.name) for f in fields(self)} | columns)


INTEGERS = {"link", "visitor", "channel", "clicker", "kind", "group", "size"}
DEFAULTS: dict[str, float] = {
    "channel": NOWHERE, "dwell": NOT_REPORTED, "clicker": NOBODY, "group": NOBODY, "size": 0,
}  # fmt: skip


def make(count: int, **columns: Any) -> Clicks:
    """Return `count` clicks; a column given as one value has it everywhere."""
    if isinstance(columns.get("kind"), str):
        columns["kind"] = KIND[columns["kind"]]
    given = {**DEFAULTS, **columns}
    filled: dict[str, Any] = {
        f.name: np.ascontiguousarray(
            np.broadcast_to(
                np.asarray(given[f.name], np.int64 if f.name in INTEGERS else np.float64), count
            )
        )
        for f in fields(Clicks)
    }
    return Clicks(**filled)


def together(parts: Sequence[Clicks]) -> Clicks:
    return Clicks(
        **{f.name: np.concatenate([getattr(p, f.name) for p in parts]) for f in fields(Clicks)}
    )
