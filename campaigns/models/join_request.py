"""An influencer who asks to join a campaign whose brand chooses."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from campaigns.models.campaign import Campaign
from marketplace.accounts.models import Influencer, User
from marketplace.models import Dated


class JoinRequestQuerySet(models.QuerySet["JoinRequest"]):
    def waiting(self) -> JoinRequestQuerySet:
        """Those that wait for the brand."""
        return self.filter(status=JoinRequest.Status.WAITING)

    def declined(self) -> JoinRequestQuerySet:
        """Those that the brand declined."""
        return self.filter(status=JoinRequest.Status.DECLINED)


class JoinRequest(Dated):
    """Accepting makes the claim, at the rate and cap of that moment."""

    class Status(models.TextChoices):
        WAITING = "waiting", _("Waiting for the brand")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="join_requests")
    influencer = models.ForeignKey(Influencer, models.PROTECT, related_name="join_requests")
    words = models.TextField(_("a word to the brand"), max_length=300, blank=True)
    status = models.CharField(max_length=9, choices=Status, default=Status.WAITING)
    decided_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)

    objects = JoinRequestQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "influencer"],
                condition=Q(status="waiting"),
                name="one_waiting_request",
            ),
            models.CheckConstraint(
                condition=~Q(status="declined") | ~Q(reason=""),
                name="declined_request_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(status="waiting", decided_at=None)
                | (~Q(status="waiting") & Q(decided_at__isnull=False)),
                name="request_decision_is_dated",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.influencer} / {self.campaign}"
