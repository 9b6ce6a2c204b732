"""A time in which an influencer had left a campaign and then came back."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from campaigns.models.claim import Claim


class Absence(models.Model):
    """Clicks from `left_at` until `back_at` (UTC) are not paid; one that lasts is `Claim.left_at`.

    Append-only: clicks of that time may still be judged.
    """

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="absences")
    left_at = models.DateTimeField()
    back_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["left_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(back_at__gte=F("left_at")), name="absence_ends_after_it_began"
            )
        ]
