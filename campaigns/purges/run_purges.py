"""Run the purges, each with the proof that it ran.

What is kept how long is said in campaigns/clicks/retention.py.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from django.db import transaction

from campaigns.clicks import retention
from campaigns.clicks.forgetting import forget_clicks
from campaigns.models import Purge
from campaigns.patterns import forget_features as patterns

Counts = dict[str, int]
Jobs = dict[str, Callable[[datetime], Counts]]

HOURLY: Jobs = {
    "secrets": forget_clicks.secrets,
    "visitors": forget_clicks.visitors,
    "dwells": forget_clicks.dwells,
    "link_changes": forget_clicks.link_changes,
}
NIGHTLY: Jobs = {
    "prefixes": forget_clicks.prefixes,
    "clicks": forget_clicks.clicks,
    "features": patterns.forget_features,
}
OF_DAYS = {"days", "days_waiting"}  # counts of what was looked at, not of what is gone


def hourly(now: datetime | None = None) -> Counts:
    """Destroy expired secrets and delete what they keyed; return how many of each."""
    counts: Counts = {}
    for name, purge in HOURLY.items():
        with transaction.atomic():
            counts |= _run(name, purge, now or datetime.now(UTC))
    return counts


def nightly(now: datetime | None = None) -> Counts:
    """Forget prefixes, then clicks and what patterns remember; return how many of each.

    Each day of clicks is a transaction of its own: the locks of one are gone before the next.
    """
    counts: Counts = {}
    for name, purge in NIGHTLY.items():
        counts |= _run(name, purge, now or datetime.now(UTC))
    return counts


def _run(name: str, purge: Callable[[datetime], Counts], now: datetime) -> Counts:
    up_to = retention.BY_JOB[name].up_to(now)
    counts = purge(up_to)
    purged = sum(count for what, count in counts.items() if what not in OF_DAYS)
    Purge.objects.create(job=name, up_to=up_to, counts=counts, purged=purged)
    return counts
