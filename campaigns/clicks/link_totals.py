"""Count clicks by link, beside the hourly totals of the claim: which post works.

Rows are changed in the order of their keys, so that two writers never wait for each other in a
circle.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import connection

from campaigns.models import LinkTotal
from marketplace.arrays import array

LinkOutcome = tuple[int, str]


def add(outcomes: Iterable[LinkOutcome]) -> None:
    """Count one click more for each of these links and verdicts; their claims must be locked."""
    _change(_ADD, outcomes)


def take(outcomes: Iterable[LinkOutcome]) -> None:
    """Count one click less for each of these links and verdicts; their claims must be locked."""
    _change(_TAKE, outcomes)


def _change(statement: str, outcomes: Iterable[LinkOutcome]) -> None:
    sums = sorted(Counter(outcomes).items())
    if sums:
        columns = [
            array(link for (link, _outcome), _clicks in sums),
            array(outcome for (_link, outcome), _clicks in sums),
            array(clicks for _key, clicks in sums),
        ]
        with connection.cursor() as cursor:
            cursor.execute(statement, columns)


def add_paid(clicks: Iterable[tuple[UUID, datetime]]) -> None:
    """Count clicks that settlement has paid, for the links they came by."""
    _change_paid(_PAID, clicks)


def take_paid(clicks: Iterable[tuple[UUID, datetime]]) -> None:
    """Count clicks no more as paid: their earnings were set aside."""
    _change_paid(_PAID_NO_MORE, clicks)


def _change_paid(statement: str, clicks: Iterable[tuple[UUID, datetime]]) -> None:
    columns = list(zip(*clicks, strict=True))
    if columns:
        with connection.cursor() as cursor:
            cursor.execute(statement, [LinkTotal.PAID, *(array(column) for column in columns)])


_ADD = """
INSERT INTO campaigns_linktotal AS total (link_id, outcome, clicks)
SELECT * FROM unnest(%s::bigint[], %s::text[], %s::bigint[])
ON CONFLICT (link_id, outcome) DO UPDATE SET clicks = total.clicks + excluded.clicks
"""
_TAKE = """
UPDATE campaigns_linktotal AS total SET clicks = total.clicks - less.clicks
FROM unnest(%s::bigint[], %s::text[], %s::bigint[]) AS less (link_id, outcome, clicks)
WHERE (total.link_id, total.outcome) = (less.link_id, less.outcome)
"""
_PAID = """
INSERT INTO campaigns_linktotal AS total (link_id, outcome, clicks)
SELECT click.link_id, %s, count(*)
FROM unnest(%s::uuid[], %s::timestamptz[]) AS paid (id, at)
JOIN campaigns_click click ON click.at = paid.at AND click.id = paid.id
GROUP BY click.link_id ORDER BY click.link_id
ON CONFLICT (link_id, outcome) DO UPDATE SET clicks = total.clicks + excluded.clicks
"""
_PAID_NO_MORE = """
UPDATE campaigns_linktotal AS total SET clicks = total.clicks - less.clicks
FROM (SELECT %s AS outcome, click.link_id, count(*) AS clicks
      FROM unnest(%s::uuid[], %s::timestamptz[]) AS paid (id, at)
      JOIN campaigns_click click ON click.at = paid.at AND click.id = paid.id
      GROUP BY click.link_id) AS less
WHERE (total.link_id, total.outcome) = (less.link_id, less.outcome)
"""
