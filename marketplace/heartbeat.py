"""Recurring work says when it was done and with what figures; /readyz and the desk read it."""

from __future__ import annotations

from django.db.models.functions import Now

from marketplace.models import Heartbeat


def beat(job: str, **figures: int | str) -> None:
    """Record that `job` has just done its work."""
    Heartbeat.objects.update_or_create(job=job, defaults={"at": Now(), "figures": figures})
