"""Verdicts, and the two working sets that follow from them: clicks held, and clicks to settle."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now


class Verdict(models.Model):
    """One numbered verdict on a click; the highest `seq` counts. Append-only.

    `reasons` are codes of clicks/judging/rules; `ruleset` the version that judged; `evidence`
    what a reviewer needs to see why.
    """

    class Outcome(models.TextChoices):
        VALID = "valid"
        HELD = "held"
        REJECTED = "rejected"

    pk = models.CompositePrimaryKey("click_at", "click_id", "seq")
    click_at = models.DateTimeField()
    click_id = models.UUIDField()
    seq = models.SmallIntegerField()
    outcome = models.TextField(choices=Outcome)
    reasons = ArrayField(models.TextField())
    ruleset = models.TextField()
    evidence = models.JSONField(null=True)
    decided_by = models.BigIntegerField(null=True)
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        managed = False
        db_table = "campaigns_verdict"


class HeldClick(models.Model):
    """A click whose present verdict is held: a person decides."""

    click_id = models.UUIDField(primary_key=True)
    click_at = models.DateTimeField()
    claim_id = models.BigIntegerField()
    link_id = models.BigIntegerField()
    reasons = ArrayField(models.TextField())

    class Meta:
        indexes = [
            models.Index(fields=["link_id", "click_at"], name="held_by_link"),
            models.Index(fields=["claim_id"], name="held_by_claim"),
        ]


class ToSettle(models.Model):
    """A click that settlement is to look at; it pulls from here, in the order of the key."""

    pk = models.CompositePrimaryKey("campaign_id", "click_at", "click_id")
    click_id = models.UUIDField()
    click_at = models.DateTimeField()
    campaign_id = models.BigIntegerField()
    claim_id = models.BigIntegerField()
    link_id = models.BigIntegerField()
    queued_at = models.DateTimeField(db_default=Now())
