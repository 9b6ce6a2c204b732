"""What each purge deletes of visitors and clicks.

campaigns/purges/run_purges.py runs and records them.

How long each thing is kept, and why, is in retention.py.
"""

from __future__ import annotations

from datetime import datetime

from django.db import connection

from campaigns.clicks.dwell import throw_away_unclaimed
from campaigns.clicks.forgetting import partitions, seal_totals
from campaigns.clicks.visitors.visitor_secrets import destroy_expired
from campaigns.models import LinkChange, Purge, Sighting, VisitWindow

Counts = dict[str, int]


def secrets(up_to: datetime) -> Counts:
    """Destroy the secrets whose time is over at `up_to` (UTC)."""
    with connection.cursor() as cursor:
        return {"secrets": destroy_expired(cursor, up_to)}


def visitors(up_to: datetime) -> Counts:
    """Delete what was keyed before `up_to` (UTC) by secrets that are gone."""
    return {
        "windows": VisitWindow.objects.filter(saved_at__lt=up_to).delete()[0],
        "sightings": Sighting.objects.filter(seen_at__lt=up_to).delete()[0],
    }


def dwells(up_to: datetime) -> Counts:
    """Delete reports from before `up_to` (UTC) that no click claims."""
    return {"dwells": throw_away_unclaimed(up_to)}


def link_changes(up_to: datetime) -> Counts:
    """Delete news of links from before `up_to` (UTC)."""
    return {"link_changes": LinkChange.objects.filter(at__lt=up_to).delete()[0]}


def prefixes(up_to: datetime) -> Counts:
    """Forget the prefixes of the days (UTC) before `up_to`, each day once.

    A click that is shipped later than that is stored without (copy_clicks.py).
    """
    last = Purge.objects.filter(job="prefixes").first()
    since = [last.up_to.date()] if last else []
    days = partitions.days_before(up_to.date(), *since)
    return {"prefixes": sum(seal_totals.forget_prefixes(day) for day in days), "days": len(days)}


def clicks(up_to: datetime) -> Counts:
    """Seal and drop the days (UTC) before `up_to`; those with something undecided wait."""
    sealed = [seal_totals.seal(day) for day in partitions.days_before(up_to.date())]
    return {"clicks": sum(filter(None, sealed)), "days_waiting": sealed.count(None)}
