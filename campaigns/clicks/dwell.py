"""How long a landing page was looked at, in buckets: a brand's page may report it (line by line
in docs/beacon.md). Every score works without it."""

from __future__ import annotations

from bisect import bisect_right

BUCKETS = (0, 1, 5, 15, 30, 60, 180)  # seconds at which each begins
ZERO = 0


def bucket(seconds: float) -> int:
    """Return the seconds at which the bucket of a dwell begins."""
    return BUCKETS[max(bisect_right(BUCKETS, seconds) - 1, 0)]
