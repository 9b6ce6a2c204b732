"""Forget visitors on schedule: destroy secrets, and drop what only their keys gave meaning to."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.db import connection, transaction

from campaigns.clicks.dwell import throw_away_unclaimed
from campaigns.clicks.visitor_secrets import destroy_expired
from campaigns.models import LinkChange, Sighting, VisitWindow

# A window of 24 hours is looked up under the keys of two days; after that its key is nobody's.
KEYS_MEAN_NOTHING_AFTER = timedelta(hours=72)
CHANGES_KEPT = timedelta(days=2)
REPORTS_WAIT = timedelta(days=1)  # for their click to be shipped


def forget(now: datetime | None = None) -> dict[str, int]:
    """Destroy expired secrets and delete what they keyed; return how many of each."""
    now = now or datetime.now(UTC)
    with transaction.atomic(), connection.cursor() as cursor:
        destroyed = destroy_expired(cursor, now)
    old = now - KEYS_MEAN_NOTHING_AFTER
    return {
        "secrets": destroyed,
        "dwells": throw_away_unclaimed(REPORTS_WAIT),
        "windows": VisitWindow.objects.filter(saved_at__lt=old).delete()[0],
        "sightings": Sighting.objects.filter(seen_at__lt=old).delete()[0],
        "link_changes": LinkChange.objects.filter(at__lt=now - CHANGES_KEPT).delete()[0],
    }
