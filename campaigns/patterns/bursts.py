"""Hours far above what a claim had before: a person looks, nothing is cut off by itself.

Posts do go viral. More than three times the trailing mean and a hundred clicks on top, or a tenth
of the proven followers where that is more, is what a person would want to know of; the clicks
beyond are held for them.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

TIMES = 3
ON_TOP = 100  # clicks
FOLLOWERS = 0.1  # of them in one hour
TRAILING = 6  # hours; as quickly as posts go viral
HOUR = timedelta(hours=1)


class Spike(NamedTuple):
    """`clicks` in the hour (UTC) that begins at `hour`, of which up to `limit` surprise nobody."""

    hour: datetime
    clicks: int
    limit: int


def find_spikes(hours: Mapping[datetime, int], followers: int) -> list[Spike]:
    """Return the hours of a claim with more clicks than would surprise nobody."""
    found = []
    on_top = max(ON_TOP, int(FOLLOWERS * followers))
    for hour, clicks in sorted(hours.items()):
        if clicks <= ON_TOP:
            continue
        before = (hours.get(hour - n * HOUR, 0) for n in range(1, TRAILING + 1))
        limit = int(TIMES * sum(before) / TRAILING) + on_top
        if clicks > limit:
            found.append(Spike(hour, clicks, limit))
    return found
