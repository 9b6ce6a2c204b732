"""Give this process the time limits of its kind, before its first connection."""

from __future__ import annotations

from django.db import connections

from marketplace import time_limits


def limit(program: str) -> None:
    """Limit every connection that this process opens from now on; see time_limits.py.

    What DATABASE_URL says itself (?options=) goes last, and wins.
    """
    config = connections["default"].settings_dict["OPTIONS"]
    own = str(config.get("options", ""))
    config["options"] = f"{time_limits.options(program)} {own}".strip()
