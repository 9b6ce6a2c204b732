"""Forget what patterns remember of clicks that are gone (campaigns/clicks/retention.py)."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, OuterRef

from campaigns.models import ClickEdge, ClickProfile, HourlyVerdict, LinkDay, PatternLook


def forget_features(up_to: datetime) -> dict[str, int]:
    """Delete what is of clicks before `up_to` (UTC); return how many of each."""
    since = HourlyVerdict.objects.filter(claim_id=OuterRef("claim_id"), hour__gte=up_to)
    last = PatternLook.objects.order_by("-arrival", "-pk").values("pk")[:1]
    old_looks = PatternLook.objects.filter(started_at__lt=up_to).exclude(pk__in=last)
    return {
        "edges": ClickEdge.objects.filter(last_at__lt=up_to).delete()[0],
        "profiles": ClickProfile.objects.filter(~Exists(since)).delete()[0],
        "link_days": LinkDay.objects.filter(day__lt=up_to.date()).delete()[0],
        "looks": old_looks.delete()[0],
    }
