"""What staff see of the purges: the policy, when each last ran, and what the latest runs found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from campaigns.clicks import retention
from campaigns.models import Purge, VisitorSecret
from campaigns.purges import run_purges

LATEST = 30  # runs
LATE_AFTER = {"hourly": timedelta(hours=3), "nightly": timedelta(hours=27)}
NOT_NEW = timedelta(days=1)  # since the first day with visitors was over
COUNTED: dict[str, Promise] = {
    "secrets": _("secrets"),
    "windows": _("windows of visitors"),
    "sightings": _("sightings"),
    "dwells": _("reports"),
    "link_changes": _("news of links"),
    "prefixes": _("prefixes"),
    "clicks": _("clicks"),
    "days_waiting": _("days that wait for a decision or a lock"),
    "edges": _("who clicked whom"),
    "profiles": _("profiles"),
    "link_days": _("counts of links"),
    "looks": _("looks"),
}


@dataclass(frozen=True)
class Line:
    """One line of the policy and its last run; `is_late` when that is too long ago."""

    kept: retention.Kept
    last: Purge | None
    is_late: bool


@dataclass(frozen=True)
class Run:
    """A run that found something."""

    purge: Purge
    kept: retention.Kept
    found: list[tuple[Promise, int]]


def lines(now: datetime | None = None) -> list[Line]:
    """Return the policy, each line with its last run, as of `now` (UTC)."""
    now = now or timezone.now()
    last = {run.job: run for run in Purge.objects.order_by("job", "-id").distinct("job")}
    is_old = VisitorSecret.objects.filter(ends__lt=(now - NOT_NEW).date()).exists()
    return [_line(kept, last.get(kept.job), now, is_old=is_old) for kept in retention.POLICY]


def runs() -> list[Run]:
    """Return the latest runs that found something, the newest first."""
    found = Purge.objects.filter(job__in=retention.BY_JOB, purged__gt=0)
    return [Run(run, retention.BY_JOB[run.job], _found(run.counts)) for run in found[:LATEST]]


def _line(kept: retention.Kept, last: Purge | None, now: datetime, *, is_old: bool) -> Line:
    """`is_old`: there were visitors days ago, so that every purge should have run."""
    if last is None:
        return Line(kept, last, is_old)
    rhythm = "hourly" if kept.job in run_purges.HOURLY else "nightly"
    return Line(kept, last, now - last.at > LATE_AFTER[rhythm])


def _found(counts: dict[str, int]) -> list[tuple[Promise, int]]:
    return [(COUNTED[kind], count) for kind, count in counts.items() if count and kind in COUNTED]
