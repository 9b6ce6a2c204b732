"""Delete old clicks: first their network prefixes, later all but their sealed totals.

Both are functions of the database that belong to its owner, because the application may neither
change a click nor drop a table; both refuse what is too young. A day is sealed and dropped in one
transaction, and only when nothing of it is undecided.
"""

from __future__ import annotations

from datetime import date

import structlog
from django.db import OperationalError, connection, transaction

log = structlog.get_logger(__name__)

LOCK_NOT_AVAILABLE = "55P03"  # PostgreSQL, "Error Codes"


def forget_prefixes(day: date) -> int:
    """Forget the prefixes of a day's clicks; return how many had one."""
    return _call("forget_click_prefixes", day) or 0


def seal(day: date) -> int | None:
    """Seal a day's totals and drop its clicks and verdicts; return how many clicks.

    None when something of the day is undecided, or somebody reads it now: the next night will do.
    """
    try:
        with transaction.atomic():
            return _call("seal_click_day", day)
    except OperationalError as error:
        if getattr(error.__cause__, "pgcode", None) != LOCK_NOT_AVAILABLE:
            raise
        log.info("a day is in use and waits to be sealed", day=str(day))
        return None


def _call(function: str, day: date) -> int | None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s)", [day])
        found: int | None = cursor.fetchone()[0]
        return found
