"""Exports that somebody asked for, and the people who left."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from marketplace.accounts.models import User
from marketplace.models import Dated


class Export(Dated):
    """A person's data as a zip, encrypted under KEY_ENCRYPTION_KEY; deleted when it expires."""

    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    done = models.PositiveSmallIntegerField(default=0)
    total = models.PositiveSmallIntegerField()
    content = models.BinaryField(null=True)
    ready_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(ready_at=None), name="one_export_in_the_making"
            ),
            models.CheckConstraint(
                condition=Q(content=None, ready_at=None, expires_at=None)
                | Q(content__isnull=False, ready_at__isnull=False, expires_at__isnull=False),
                name="export_ready_has_content_and_end",
            ),
        ]


class Departure(Dated):
    """Somebody deleted their account: when, and nothing else. `user` is a pseudonym by now."""

    user = models.OneToOneField(User, models.PROTECT, related_name="+")


class DepartureRequest(Dated):
    """Somebody wants to leave as soon as nothing is in the way; deleted when they have, or stay."""

    user = models.OneToOneField(User, models.CASCADE, related_name="+")
