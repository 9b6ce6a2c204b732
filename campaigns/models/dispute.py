"""A brand questions the clicks of a claim; an admin answers."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from campaigns.models.claim import Claim
from marketplace.accounts.models import User
from marketplace.models import Dated


class DisputeQuerySet(models.QuerySet["Dispute"]):
    def open(self) -> DisputeQuerySet:
        """Those that nobody has answered or withdrawn."""
        return self.filter(status=Dispute.Status.OPEN)


class Dispute(Dated):
    """While it is open, what the claim earned is not released.

    `reason` is the brand's, `answer` the admin's; both are kept as written. Upheld, its clicks
    are a decided case.
    """

    class Status(models.TextChoices):
        OPEN = "open", _("Open")
        UPHELD = "upheld", _("Upheld")
        REJECTED = "rejected", _("Rejected")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="disputes")
    reason = models.TextField(_("what is wrong with these clicks"), max_length=1_000)
    opened_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    status = models.CharField(max_length=9, choices=Status, default=Status.OPEN)
    answer = models.TextField(blank=True)
    decided_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    objects = DisputeQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["claim"], condition=Q(status="open"), name="one_open_dispute_a_claim"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="dispute_says_why"),
            models.CheckConstraint(
                condition=~Q(status__in=["upheld", "rejected"]) | ~Q(answer=""),
                name="dispute_answer_says_why",
            ),
            models.CheckConstraint(
                condition=Q(status="open", decided_at=None)
                | (~Q(status="open") & Q(decided_at__isnull=False)),
                name="dispute_decision_is_dated",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.claim}: {self.get_status_display()}"
