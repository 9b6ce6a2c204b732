"""Step 5 of the way of a click: pass B, the pattern of many clicks, before money is released.

Every click is read once into features; scripts and spikes are looked for where clicks have
arrived, rings, incited friends and even growth among all that was remembered.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import structlog
from django.db.models.functions import Now
from django.utils import timezone

from campaigns.cases import open_case
from campaigns.cases.suspicion import Suspicion
from campaigns.models import PatternLook
from campaigns.patterns import features, script, spike

log = structlog.get_logger(__name__)

# Longer than most holds; the keys of a billing period live longer (visitor_secrets.py).
WINDOW = timedelta(days=35)
LATELY = timedelta(days=2)


def ensure(began: datetime) -> None:
    """Return once a whole look is finished that began at `began` (UTC) or later.

    Money is released after it: what a look would hold is held by then.
    """
    looks = PatternLook.objects.filter(whole=True, finished_at__isnull=False)
    if not looks.filter(started_at__gte=began).exists():
        look_for_patterns(timezone.now())


def look_for_patterns(
    until: datetime, *, whole: bool = True, patience: timedelta = features.PATIENCE
) -> int:
    """Look at the clicks up to `until` (UTC) and hold those under suspicion; return how many.

    Args:
        whole: search for every pattern; otherwise, only where clicks have arrived.
        patience: clicks that came later than this ago wait for the next look.
    """
    after = features.searched_so_far()
    this, up_to = features.begin(patience, whole=whole)
    features.read(this, up_to)
    suspicions = _suspicions(until, after, up_to, whole=whole)
    held = sum(open_case.hold(suspicion) for suspicion in suspicions)
    PatternLook.objects.filter(pk=this.pk).update(held=held, finished_at=Now())
    log.info("looked for patterns", clicks=this.clicks, held=held, whole=whole)
    return held


def _suspicions(until: datetime, after: int, up_to: int, *, whole: bool) -> Iterator[Suspicion]:
    since = until - WINDOW
    yield from script.find_scripts(after, up_to)
    yield from spike.find_spiking_claims(since if whole else until - LATELY, until)
    if whole:
        # Their libraries take seconds to import, for which nothing that starts should wait.
        from campaigns.patterns import even_growth, incited, ring

        yield from ring.find_rings(since)
        yield from incited.find_incited(since)
        yield from even_growth.find_even_growth(since, until)
