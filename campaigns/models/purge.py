"""What was forgotten and when, and what remains of clicks once they are gone."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from campaigns.models.claim import Claim


class Purge(models.Model):
    """One run of a purge, written in its transaction: the proof that it ran. Append-only.

    `up_to` (UTC) is the age it went by (campaigns/clicks/retention.py); `counts` how many of what
    are gone, zeros too, and `purged` how many in all.
    """

    job = models.TextField()
    at = models.DateTimeField(db_default=Now())
    up_to = models.DateTimeField()
    counts: models.JSONField[Any, Any] = models.JSONField(default=dict)
    purged = models.BigIntegerField(default=0)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["job", "-id"], name="purge_latest"),
            models.Index(fields=["-id"], condition=Q(purged__gt=0), name="purge_that_found"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(job=""), name="purge_says_which"),
        ]

    def __str__(self) -> str:
        return f"{self.job} {self.at}"


class Sealing(models.Model):
    """A day (UTC) of clicks that was sealed and dropped. Append-only, written by the database.

    A day is sealed again when clicks of it were shipped after that; its sealings add up.
    """

    day = models.DateField()
    at = models.DateTimeField(db_default=Now())
    clicks = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["day"], name="sealing_by_day")]

    def __str__(self) -> str:
        return str(self.day)


class SealedTotal(models.Model):
    """Clicks of a claim by last verdict and first reason, of a sealed day. Append-only."""

    pk = models.CompositePrimaryKey("sealing_id", "claim_id", "verdict", "reason")
    sealing = models.ForeignKey(Sealing, models.PROTECT, related_name="totals")
    claim = models.ForeignKey(Claim, models.DO_NOTHING, db_constraint=False, related_name="+")
    verdict = models.TextField()
    reason = models.TextField()
    clicks = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(clicks__gt=0), name="sealed_total_positive")
        ]
