"""A change to a campaign that runs, and what the reviewer said of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from campaigns.models.campaign import Campaign
from marketplace.accounts.models import User
from marketplace.models import Dated


class AmendmentQuerySet(models.QuerySet["Amendment"]):
    def in_review(self) -> AmendmentQuerySet:
        """Those that wait for a reviewer."""
        return self.filter(status=Amendment.Status.IN_REVIEW)


class Amendment(Dated):
    """`before` and `after` map the names of fields to values as JSON; both stay as they were."""

    class Status(models.TextChoices):
        IN_REVIEW = "in_review", _("In review")
        APPLIED = "applied", _("Applied")
        REFUSED = "refused", _("Refused")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="amendments")
    before = models.JSONField()
    after = models.JSONField()
    status = models.CharField(max_length=9, choices=Status, default=Status.IN_REVIEW)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    decided_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)

    objects = AmendmentQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign"],
                condition=Q(status="in_review"),
                name="one_amendment_in_review",
            ),
            models.CheckConstraint(
                condition=~Q(status="refused") | ~Q(reason=""),
                name="amendment_refusal_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(status="in_review", decided_at=None)
                | (~Q(status="in_review") & Q(decided_at__isnull=False)),
                name="amendment_decision_is_dated",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.campaign}: {', '.join(self.after)}"
