"""Totals of settled clicks by hour and by link, which the pages of campaigns and claims read.

A click that is set aside leaves them: it is shown as held, not as paid.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

from django.db import connection

from campaigns.clicks.judging import link_totals
from campaigns.models import LinkTotal
from marketplace.array_literals import array


class Settled(Protocol):
    """A click with what it earned: an Earning, or a Standing."""

    @property
    def click_id(self) -> UUID: ...
    @property
    def click_at(self) -> datetime: ...
    @property
    def claim_id(self) -> int: ...
    @property
    def link_id(self) -> int: ...
    @property
    def cents(self) -> int: ...
    @property
    def reason(self) -> str: ...


def add(clicks: Sequence[Settled]) -> None:
    """Count clicks that settlement has paid, or not and why; their claims must be locked."""
    _change(_ADD, clicks)
    link_totals.add(_paid(clicks))


def take(clicks: Sequence[Settled]) -> None:
    """Count them no more."""
    _change(_TAKE, clicks)
    link_totals.take(_paid(clicks))


def _paid(clicks: Iterable[Settled]) -> list[link_totals.LinkOutcome]:
    return [(click.link_id, LinkTotal.PAID) for click in clicks if click.cents]


def _change(statement: str, clicks: Iterable[Settled]) -> None:
    cells: dict[tuple[int, datetime, str], list[int]] = defaultdict(list)
    for click in clicks:
        hour = click.click_at.replace(minute=0, second=0, microsecond=0)
        cells[click.claim_id, hour, click.reason].append(click.cents)
    if cells:
        keys = sorted(cells)
        columns = [array(column) for column in zip(*keys, strict=True)]
        counts = array(len(cells[key]) for key in keys)
        sums = array(sum(cells[key]) for key in keys)
        with connection.cursor() as cursor:
            cursor.execute(statement, [*columns, counts, sums])


_ADD = """
INSERT INTO campaigns_hourlysettlement AS total (claim_id, hour, reason, clicks, cents)
SELECT * FROM unnest(%s::bigint[], %s::timestamptz[], %s::text[], %s::bigint[], %s::bigint[])
ON CONFLICT (claim_id, hour, reason)
    DO UPDATE SET clicks = total.clicks + excluded.clicks, cents = total.cents + excluded.cents
"""
_TAKE = """
UPDATE campaigns_hourlysettlement AS total
SET clicks = total.clicks - less.clicks, cents = total.cents - less.cents
FROM unnest(%s::bigint[], %s::timestamptz[], %s::text[], %s::bigint[], %s::bigint[])
    AS less (claim_id, hour, reason, clicks, cents)
WHERE (total.claim_id, total.hour, total.reason) = (less.claim_id, less.hour, less.reason)
"""
