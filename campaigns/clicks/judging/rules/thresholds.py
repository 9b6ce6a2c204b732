"""The numbers that rules compare with: published, and settings (FRANC_RULES), in this one place.

FRANC_RULES is JSON, {"double_click_seconds": 45}. Verdicts under other numbers than the published
ones say so: their ruleset ends in a mark of the difference.
"""

from __future__ import annotations

import json
import os
from hashlib import sha256
from typing import NamedTuple


class Thresholds(NamedTuple):
    """In the units that their names say; the defaults are the published ones."""

    double_click_seconds: int = 30
    repeat_hours: int = 24
    own_click_minutes: int = 30


PUBLISHED = Thresholds()


def read_thresholds(setting: str) -> Thresholds:
    """Return the published thresholds with what `setting` changes.

    Raises ValueError when it is no JSON object of positive whole numbers under known names.
    """
    changed = json.loads(setting or "{}")
    if not isinstance(changed, dict) or not changed.keys() <= set(Thresholds._fields):
        raise ValueError(f"FRANC_RULES knows {', '.join(Thresholds._fields)}; it says {setting}")
    if not all(type(value) is int and value > 0 for value in changed.values()):
        raise ValueError(f"FRANC_RULES has whole numbers above 0; it says {setting}")
    return PUBLISHED._replace(**changed)


def mark(thresholds: Thresholds) -> str:
    """Return what the ruleset's version ends in: nothing when they are the published ones."""
    if thresholds == PUBLISHED:
        return ""
    return "+" + sha256(json.dumps(thresholds).encode()).hexdigest()[:6]


PRESENT = read_thresholds(os.environ.get("FRANC_RULES", ""))
