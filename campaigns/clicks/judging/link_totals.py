"""Count clicks by link, beside the hourly totals of the claim: which post works.

Rows are changed in the order of their keys, so that two writers never wait for each other in a
circle.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from django.db import connection

from marketplace.array_literals import array

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
