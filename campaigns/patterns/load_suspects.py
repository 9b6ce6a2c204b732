"""Fetch clicks that a pattern points at: those that pass A did not reject."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import connection

from campaigns.cases.suspicion import Suspect


def between(claims: Iterable[int], first: datetime, before: datetime) -> list[Suspect]:
    """Return the clicks of these claims in a span of time (UTC), in the order they came."""
    with connection.cursor() as cursor:
        cursor.execute(_BETWEEN, {"claims": list(claims), "first": first, "before": before})
        return [Suspect(*row) for row in cursor]


_BETWEEN = """
SELECT click.id, click.at, click.claim_id, click.link_id
FROM campaigns_click click
JOIN campaigns_verdict verdict
    ON verdict.click_at = click.at AND verdict.click_id = click.id AND verdict.seq = 1
WHERE click.at >= %(first)s AND click.at < %(before)s
  AND click.claim_id = ANY(%(claims)s::bigint[]) AND verdict.outcome <> 'rejected'
ORDER BY click.at, click.id
"""
