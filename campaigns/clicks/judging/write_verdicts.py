"""Write verdicts, and what follows from them, in the transaction of their judge.

A verdict is appended; the totals of its hour, the working set of held clicks and the queue of
clicks to settle follow it.
"""

from __future__ import annotations

import json
import struct
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from campaigns.clicks.judging import settlement_queue
from campaigns.clicks.judging.rules.facts import Evidence
from campaigns.clicks.judging.settlement_queue import Queued
from marketplace import binary_copy
from marketplace.array_literals import array
from marketplace.binary_copy import microseconds


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
    def queued(self) -> Queued:
        """The click's place in the queue of settlement."""
        return Queued(self.click_id, self.click_at, self.campaign_id, self.claim_id, self.link_id)

    @property
    def cell(self) -> Cell:
        return (self.claim_id, self.hour, self.outcome, self.reasons[0] if self.reasons else "")


Cell = tuple[int, datetime, str, str]


def append(verdicts: Sequence[NewVerdict], ruleset: str) -> None:
    """Append verdicts; the clicks held among them are kept for a person, the valid queued."""
    binary_copy.copy("campaigns_verdict", _COLUMNS, _rows(verdicts, ruleset))
    _hold([v for v in verdicts if v.outcome == "held"])
    valid = [v for v in verdicts if v.outcome == "valid"]
    settlement_queue.put(v.queued for v in valid if v.seq == 1)
    settlement_queue.look_again(v.queued for v in valid if v.seq > 1)


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


def _rows(verdicts: Sequence[NewVerdict], ruleset: str) -> Iterator[bytes]:
    """What most verdicts end in is alike, and made once."""
    tails: dict[tuple[Any, ...], bytes] = {}
    for verdict in verdicts:
        key = (verdict.outcome, *verdict.reasons, verdict.decided_by)
        tail = None if verdict.evidence else tails.get(key)
        if tail is None:
            tail = _tail(verdict, ruleset)
            if not verdict.evidence:
                tails[key] = tail
        at = microseconds(verdict.click_at)
        yield _VERDICT.pack(8, 8, at, 16, verdict.click_id.bytes, 2, verdict.seq) + tail


def _tail(verdict: NewVerdict, ruleset: str) -> bytes:
    evidence = json.dumps(verdict.evidence) if verdict.evidence else None
    return b"".join(
        (
            binary_copy.text(verdict.outcome),
            binary_copy.texts(verdict.reasons),
            binary_copy.text(ruleset),
            binary_copy.maybe_jsonb(evidence),
            binary_copy.maybe_bigint(verdict.decided_by),
        )
    )


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


# Each field behind its length: click_at, click_id, seq.
_VERDICT = struct.Struct("!h i q i 16s i h")
_COLUMNS = "click_at, click_id, seq, outcome, reasons, ruleset, evidence, decided_by"
_HOLD = """
INSERT INTO campaigns_heldclick (click_id, click_at, claim_id, link_id, reasons)
SELECT click_id, click_at, claim_id, link_id, string_to_array(reasons, ',')
FROM unnest(%s::uuid[], %s::timestamptz[], %s::bigint[], %s::bigint[], %s::text[])
    AS new (click_id, click_at, claim_id, link_id, reasons)
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
