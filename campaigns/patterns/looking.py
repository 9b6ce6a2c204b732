"""Step 5 of the way of a click: pass B, the pattern of many clicks, before money is released."""

from __future__ import annotations

from datetime import datetime


def look(until: datetime) -> int:
    """Look at the clicks up to `until` (UTC) and hold those under suspicion; return how many."""
    return 0
