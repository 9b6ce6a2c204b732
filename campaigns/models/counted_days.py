"""Since when the clicks of a day are counted by the day of Paris."""

from __future__ import annotations

from django.db import models


class CountedInParis(models.Model):
    """One row, written by its migration: clicks before `since` keep the days of UTC.

    A database that had counted by UTC changes at a midnight of Paris to come, so that hosts may
    be changed one by one and no day that was reported changes afterwards; a new one counts by
    Paris from the start. `since` is a whole hour, as the totals are.
    """

    since = models.DateTimeField()

    def __str__(self) -> str:
        return f"since {self.since}"
