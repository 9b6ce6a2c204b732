"""Restatements: how verdicts of a later day change the figures of an earlier one.

Source: MRC, Invalid Traffic Detection and Filtration Standards Addendum (2020): what was reported
and is corrected later is restated, with its date and its difference.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from django.db import connection

from campaigns.clicks.judging.write_verdicts import Cell
from campaigns.counted_days import CountedDays, counted_days
from marketplace.array_literals import array

Restated = tuple[int, date, str, str]  # claim, day of the clicks, verdict, reason


def note_restatement(before: Iterable[Cell], after: Iterable[Cell]) -> None:
    """Keep the differences between hourly cells; the claims must be locked.

    Clicks of the same day (by the database's clock) are not restated: it is not over.
    """
    days = counted_days()
    difference = Counter(_of_day(cell, days) for cell in after)
    difference.subtract(_of_day(cell, days) for cell in before)
    rows = sorted((*key, clicks) for key, clicks in difference.items() if clicks)
    if rows:
        with connection.cursor() as cursor:
            cursor.execute(_NOTE, [array(column) for column in zip(*rows, strict=True)])


def _of_day(cell: Cell, days: CountedDays) -> Restated:
    claim, hour, verdict, reason = cell
    return claim, days.day_of(hour), verdict, reason


_NOTE = """
INSERT INTO campaigns_restatement AS restated (claim_id, day, "on", verdict, reason, clicks)
SELECT claim_id, day, campaigns_counted_day(now()), verdict, reason, clicks
FROM unnest(%s::bigint[], %s::date[], %s::text[], %s::text[], %s::bigint[])
    AS new (claim_id, day, verdict, reason, clicks)
WHERE day < campaigns_counted_day(now())
ON CONFLICT (claim_id, day, "on", verdict, reason)
    DO UPDATE SET clicks = restated.clicks + excluded.clicks
"""
