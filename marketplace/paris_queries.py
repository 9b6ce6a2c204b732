"""Days of Paris (paris_days.py) in the database's words."""

from __future__ import annotations

from django.db.models import DateTimeField, Func, Value
from django.db.models.functions import Now


def today_began() -> Func:
    """Return when today began in Paris, by the clock of the database.

    Not TruncDay(Now()): that gives a time without a zone, which PostgreSQL then takes for UTC.
    `paris_midnight` is a function of the database (campaigns/migrations/0009_counted_days.py).
    """
    return Func(Now(), Value(0), function="paris_midnight", output_field=DateTimeField())
