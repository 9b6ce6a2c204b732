"""A claim: one influencer in one campaign, at the rate and cap of the moment it was made."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from campaigns.models.campaign import Campaign
from marketplace.accounts.models import Influencer, User
from marketplace.models import Dated


class ClaimQuerySet(models.QuerySet["Claim"]):
    def of(self, user: User) -> ClaimQuerySet:
        return self.filter(influencer__user=user)


class Claim(Dated):
    """`rate_cents` and `cap_cents` are frozen; caps and duplicates count per claim, never per link.

    `accrued_cents` and `paid_clicks` are written by settlement, in the transaction that books them.
    """

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="claims")
    influencer = models.ForeignKey(Influencer, models.PROTECT, related_name="claims")
    rate_cents = models.PositiveIntegerField()
    cap_cents = models.PositiveIntegerField()
    accrued_cents = models.PositiveIntegerField(default=0)
    paid_clicks = models.PositiveIntegerField(default=0)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "influencer"], name="claim_once"),
            models.CheckConstraint(
                condition=Q(accrued_cents__lte=F("cap_cents")), name="claim_accrued_within_cap"
            ),
            models.CheckConstraint(condition=Q(rate_cents__gte=1), name="claim_rate_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.influencer} / {self.campaign}"

    @property
    def left_cents(self) -> int:
        """How far the claim is from its cap."""
        return self.cap_cents - self.accrued_cents


class Link(Dated):
    """A personal link: `code` is what follows LINK_BASE_URL."""

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="links")
    code = models.CharField(max_length=16, unique=True)

    def __str__(self) -> str:
        return self.code


class LinkChange(models.Model):
    """Filled by triggers: codes whose destination the redirect hosts must read again."""

    code = models.CharField(max_length=16)
    at = models.DateTimeField(db_default=Now())
