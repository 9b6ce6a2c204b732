"""Write verdicts, and what follows from them, in the transaction of their judge.

A verdict is appended; the totals of its hour, the working set of held clicks and the queue of
clicks to settle follow it.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import connection

from campaigns.clicks.rules.facts import Evidence
from marketplace.arrays import array


class NewVerdict(NamedTuple):
    """A verdict to append. `seq` starts at 1; times are UTC."""

    click_id: UUID
    click_at: datetime
    claim_id: int
    campaign_id: int
    link_id: int
    seq: int
    outcome: str
    reasons: Sequence[str]
    evidence: dict[str, Evidence]
    decided_by: int | None = None

    @property
    def hour(self) -> datetime:
        return self.click_at.replace(minute=0, second=0, microsecond=0)

    @property
    def cell(self) -> Cell:
        return (self.claim_id, self.hour, self.outcome, self.reasons[0] if self.reasons else "")


Cell = tuple[int, datetime, str, str]


def append(verdicts: Sequence[NewVerdict], ruleset: str) -> None:
    """Append verdicts; the clicks held among them are kept for a person, the valid queued."""
    _insert(verdicts, ruleset)
    _hold([v for v in verdicts if v.outcome == "held"])
    look_again([v for v in verdicts if v.outcome == "valid"])


def add_to_totals(cells: Iterable[Cell]) -> None:
    """Count one click more in each of these hourly cells; their claims must be locked."""
    _change_totals(_ADD_TO_TOTALS, cells)


def take_from_totals(cells: Iterable[Cell]) -> None:
    """Count one click less in each of these hourly cells; their claims must be locked."""
    _change_totals(_TAKE_FROM_TOTALS, cells)


def _change_totals(statement: str, cells: Iterable[Cell]) -> None:
    sums = Counter(cells)
    if sums:
        columns = [array(column) for column in zip(*sums, strict=True)]
        with connection.cursor() as cursor:
            cursor.execute(statement, [*columns, array(sums.values())])


def _insert(verdicts: Sequence[NewVerdict], ruleset: str) -> None:
    columns = (
        array(v.click_at for v in verdicts),
        array(v.click_id for v in verdicts),
        array(v.seq for v in verdicts),
        array(v.outcome for v in verdicts),
        array(",".join(v.reasons) for v in verdicts),
        array(json.dumps(v.evidence) if v.evidence else None for v in verdicts),
        array(v.decided_by for v in verdicts),
    )
    with connection.cursor() as cursor:
        cursor.execute(_VERDICTS, [ruleset, *columns])


def _hold(verdicts: Sequence[NewVerdict]) -> None:
    columns = (
        array(v.click_id for v in verdicts),
        array(v.click_at for v in verdicts),
        array(v.claim_id for v in verdicts),
        array(v.link_id for v in verdicts),
        array(",".join(v.reasons) for v in verdicts),
    )
    if verdicts:
        with connection.cursor() as cursor:
            cursor.execute(_HOLD, columns)


def look_again(verdicts: Sequence[NewVerdict]) -> None:
    """Have settlement compare these verdicts with what the clicks have earned.

    A row that settlement is about to delete is waited for and put again: it may have read the
    verdict before this one.
    """
    columns = (
        array(v.click_id for v in verdicts),
        array(v.click_at for v in verdicts),
        array(v.campaign_id for v in verdicts),
        array(v.claim_id for v in verdicts),
    )
    if verdicts:
        with connection.cursor() as cursor:
            cursor.execute(_TO_SETTLE, columns)


_VERDICTS = """
INSERT INTO campaigns_verdict
    (click_at, click_id, seq, outcome, reasons, ruleset, evidence, decided_by)
SELECT click_at, click_id, seq, outcome, string_to_array(reasons, ','), %s, evidence, decided_by
FROM unnest(%s::timestamptz[], %s::uuid[], %s::smallint[], %s::text[], %s::text[],
            %s::jsonb[], %s::bigint[])
    AS new (click_at, click_id, seq, outcome, reasons, evidence, decided_by)
"""
_HOLD = """
INSERT INTO campaigns_heldclick (click_id, click_at, claim_id, link_id, reasons)
SELECT click_id, click_at, claim_id, link_id, string_to_array(reasons, ',')
FROM unnest(%s::uuid[], %s::timestamptz[], %s::bigint[], %s::bigint[], %s::text[])
    AS new (click_id, click_at, claim_id, link_id, reasons)
"""
_TO_SETTLE = """
INSERT INTO campaigns_tosettle (click_id, click_at, campaign_id, claim_id)
SELECT * FROM unnest(%s::uuid[], %s::timestamptz[], %s::bigint[], %s::bigint[])
ON CONFLICT (click_id) DO UPDATE SET queued_at = now()
"""
_ADD_TO_TOTALS = """
INSERT INTO campaigns_hourlyverdict AS total (claim_id, hour, verdict, reason, clicks)
SELECT * FROM unnest(%s::bigint[], %s::timestamptz[], %s::text[], %s::text[], %s::bigint[])
ON CONFLICT (claim_id, hour, verdict, reason)
    DO UPDATE SET clicks = total.clicks + excluded.clicks
"""
_TAKE_FROM_TOTALS = """
UPDATE campaigns_hourlyverdict AS total SET clicks = total.clicks - less.clicks
FROM unnest(%s::bigint[], %s::timestamptz[], %s::text[], %s::text[], %s::bigint[])
    AS less (claim_id, hour, verdict, reason, clicks)
WHERE (total.claim_id, total.hour, total.verdict, total.reason)
    = (less.claim_id, less.hour, less.verdict, less.reason)
"""
