"""The day on which a click is counted: for daily budgets, reports and restatements.

The day of Paris; of UTC for clicks from before a database began to count by Paris
(models/counted_days.py). SQL says the same with `campaigns_counted_day(at)`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from campaigns.models import CountedInParis
from marketplace.paris_days import paris_day

ALWAYS = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class CountedDays:
    """How clicks are counted by day in this database."""

    since: datetime

    def day_of(self, at: datetime) -> date:
        """Return the day of a click at an aware moment."""
        return at.astimezone(UTC).date() if at < self.since else paris_day(at)


def counted_days() -> CountedDays:
    """Load how clicks are counted by day: one query. A replay has no boundary: Paris throughout."""
    row = CountedInParis.objects.first()
    return CountedDays(row.since if row else ALWAYS)
