"""Findings: signs that two accounts are one person. A person judges them, nothing is blocked."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from marketplace.accounts.models.influencer import Influencer
from marketplace.accounts.models.user import User
from marketplace.models import Dated


class FindingQuerySet(models.QuerySet["Finding"]):
    def open(self) -> FindingQuerySet:
        """Those that nobody has judged."""
        return self.filter(status=Finding.Status.OPEN)

    def decided(self) -> FindingQuerySet:
        """Those that somebody judged."""
        return self.exclude(status=Finding.Status.OPEN)


class Finding(Dated):
    """`evidence` is what a reviewer needs to judge, never an address or a visitor's key.

    `mark` says which influencers and why, so that the same sign is found once; `seen_at` is when
    it was last found (UTC).
    """

    class Kind(models.TextChoices):
        SAME_HANDLE = "same_handle", _("Same social account")
        SAME_DEVICE = "same_device", _("Same device")
        SAME_IBAN = "same_iban", _("Same bank account")

    class Status(models.TextChoices):
        OPEN = "open", _("To be looked at")
        EXPLAINED = "explained", _("Explained")
        CONFIRMED = "confirmed", _("One person")

    kind = models.CharField(max_length=11, choices=Kind)
    mark = models.CharField(max_length=64, unique=True)
    influencers = models.ManyToManyField(Influencer, related_name="findings")
    evidence = models.JSONField(default=dict)
    status = models.CharField(max_length=9, choices=Status, default=Status.OPEN)
    seen_at = models.DateTimeField(db_default=Now())
    decided_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)

    objects = FindingQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="open") | (~Q(reason="") & Q(decided_at__isnull=False)),
                name="decided_finding_has_a_reason",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} #{self.pk}"


class FindingDecision(models.Model):
    """What was decided about a finding, each time. Append-only."""

    finding = models.ForeignKey(Finding, models.PROTECT, related_name="decisions")
    from_status = models.CharField(max_length=9, choices=Finding.Status)
    to_status = models.CharField(max_length=9, choices=Finding.Status)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    reason = models.TextField()
    at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["id"]
