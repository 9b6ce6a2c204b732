"""What is known of visitors: the secrets of their keys, 24-hour windows, and sightings."""

from __future__ import annotations

from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models.functions import Now

from marketplace.accounts.models import User


class VisitorSecret(models.Model):
    """The secret of a day or of a billing period, wrapped by KEY_ENCRYPTION_KEY.

    A destroyed secret leaves its row, without the secret, so that it cannot be made again.
    """

    class Kind(models.TextChoices):
        DAY = "day"
        PERIOD = "period"

    pk = models.CompositePrimaryKey("kind", "starts")
    kind = models.TextField(choices=Kind)
    starts = models.DateField()
    ends = models.DateField()
    wrapped = models.BinaryField(null=True)
    destroyed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(wrapped=None) ^ models.Q(destroyed_at=None),
                name="secret_is_there_or_destroyed",
            )
        ]


class VisitWindow(models.Model):
    """The 24 hours that a valid or held click opens for its visitor on a claim.

    `last_at` is the latest click of the visitor that was looked up here, for double clicks.
    """

    pk = models.CompositePrimaryKey("visitor_day", "claim_id")
    claim_id = models.BigIntegerField()
    visitor_day = models.BinaryField()
    opened_at = models.DateTimeField()
    last_at = models.DateTimeField()
    saved_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [BrinIndex(fields=["saved_at"], name="window_by_age")]


class Sighting(models.Model):
    """A signed-in user was active under this visitor key within these five minutes (UTC)."""

    pk = models.CompositePrimaryKey("visitor_day", "user_id", "seen_at")
    visitor_day = models.BinaryField()
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    seen_at = models.DateTimeField()
    languages = models.TextField()
