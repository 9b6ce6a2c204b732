"""Recurring work says when it was done and with what figures; /readyz and the desk read it."""

from __future__ import annotations

from datetime import timedelta

from django.db.models.functions import Now
from django.utils import timezone

from marketplace.models import Heartbeat


def beat(job: str, **figures: int | str) -> None:
    """Record that `job` has just done its work."""
    Heartbeat.objects.update_or_create(job=job, defaults={"at": Now(), "figures": figures})


def last(job: str) -> Heartbeat | None:
    """Return when `job` last did its work and its figures; None when it never did."""
    return Heartbeat.objects.filter(job=job).first()


def age(job: str) -> timedelta | None:
    """Return how long ago `job` last did its work; None when it never did."""
    found = last(job)
    return timezone.now() - found.at if found else None
