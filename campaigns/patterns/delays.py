"""How clicks spread after a post: learned from all posts, in buckets."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

# Seconds at which a bucket begins; ClickProfile counts by the same.
BUCKETS = (
    0, 300, 900, 1800, 3600, 7200, 14400, 28800, 57600, 86400, 172800, 345600, 691200,
)  # fmt: skip
LAST = 3 * BUCKETS[-1]


class Delays:
    """The share of clicks that have come so many seconds after their post."""

    def __init__(self, clicks: Mapping[int, int]) -> None:
        counts = np.array([clicks.get(start, 0) for start in BUCKETS], float) + 1.0
        self._edges = np.array([*BUCKETS, LAST], float)
        self._shares = np.concatenate([[0.0], counts.cumsum() / counts.sum()])

    def share_between(self, first: np.ndarray, last: np.ndarray) -> np.ndarray:
        """Return the share of clicks that come between two delays in seconds."""
        edges, shares = self._edges, self._shares
        between: np.ndarray = np.interp(last, edges, shares) - np.interp(first, edges, shares)
        return between
