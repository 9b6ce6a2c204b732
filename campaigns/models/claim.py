"""A claim: one influencer in one campaign, at the rate and cap of the moment it was made."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from campaigns.models.campaign import Campaign
from marketplace.accounts.models import Influencer, User
from marketplace.models import Dated
from marketplace.names import NameField


class ClaimQuerySet(models.QuerySet["Claim"]):
    def of(self, user: User) -> ClaimQuerySet:
        return self.filter(influencer__user=user)

    def taking_part(self) -> ClaimQuerySet:
        """Those whose influencer has not left."""
        return self.filter(left_at=None)

    def visible_to(self, user: User) -> ClaimQuerySet:
        """Claims of `user` as an influencer, and of campaigns whose sponsor or buyer they act for.

        Exists, not joins: a member of both would see every claim twice.
        """
        campaigns = Campaign.objects.of(user).values("pk")
        return self.filter(Q(influencer__user=user) | Q(campaign__in=campaigns))


class Claim(Dated):
    """`rate_cents` and `cap_cents` are frozen; caps and duplicates count per claim, never per link.

    `accrued_cents` and `earned_clicks` are written by settlement, and `released_cents` by the
    release of holds, in the transactions that book them. Of these, `set_aside_clicks` with their
    `set_aside_cents` wait for a decision; the database counts them
    (payouts/migrations/0005_set_aside_counters.py), and the rest is what every page calls paid.
    `pending_until` is when the last of what is pending becomes available. A newcomer's claim has
    a trial cap: its clicks before `trial_ended_at`, when their first post was approved, earn at
    most that.
    `left_at` (UTC): the influencer left; later clicks are not paid.
    """

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="claims")
    influencer = models.ForeignKey(Influencer, models.PROTECT, related_name="claims")
    rate_cents = models.PositiveIntegerField()
    cap_cents = models.PositiveIntegerField()
    accrued_cents = models.PositiveIntegerField(default=0)
    released_cents = models.PositiveIntegerField(default=0)
    pending_until = models.DateTimeField(null=True)
    earned_clicks = models.PositiveIntegerField(default=0, db_column="paid_clicks")
    set_aside_clicks = models.PositiveIntegerField(db_default=0, editable=False)
    set_aside_cents = models.PositiveIntegerField(db_default=0, editable=False)
    trial_cap_cents = models.PositiveIntegerField(null=True)
    trial_accrued_cents = models.PositiveIntegerField(default=0)
    trial_ended_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "influencer"], name="claim_once"),
            models.CheckConstraint(
                condition=Q(accrued_cents__lte=F("cap_cents")), name="claim_accrued_within_cap"
            ),
            models.CheckConstraint(condition=Q(rate_cents__gte=1), name="claim_rate_positive"),
            models.CheckConstraint(
                condition=Q(released_cents__lte=F("accrued_cents")),
                name="claim_released_was_accrued",
            ),
            models.CheckConstraint(
                condition=Q(trial_cap_cents=None)
                | Q(trial_accrued_cents__lte=F("trial_cap_cents")),
                name="claim_trial_within_its_cap",
            ),
            models.CheckConstraint(
                condition=Q(
                    set_aside_clicks__lte=F("earned_clicks"),
                    set_aside_cents__lte=F("accrued_cents"),
                ),
                name="claim_set_aside_was_earned",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.influencer} / {self.campaign}"

    @property
    def paid_clicks(self) -> int:
        """Clicks that are paid: those that earned, without those set aside."""
        return self.earned_clicks - self.set_aside_clicks

    @property
    def paid_cents(self) -> int:
        """What the paid clicks earned: paid_cents + set_aside_cents = accrued_cents."""
        return self.accrued_cents - self.set_aside_cents

    @property
    def pending_cents(self) -> int:
        """Earned, and still in its hold or set aside."""
        return self.accrued_cents - self.released_cents

    @property
    def left_cents(self) -> int:
        """How far the claim is from its cap."""
        return self.cap_cents - self.accrued_cents


class Link(Dated):
    """A personal link: `code` is what follows LINK_BASE_URL, `label` what its owner calls it."""

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="links")
    code = models.CharField(max_length=16, unique=True)
    label = NameField(_("name of the link"), max_length=40, blank=True)

    def __str__(self) -> str:
        return self.code

    @property
    def url(self) -> str:
        return f"{settings.LINK_BASE_URL}/{self.code}"

    @property
    def short(self) -> str:
        """The address as people read it aloud, without its scheme."""
        return self.url.split("://", 1)[-1]


class LinkChange(models.Model):
    """Filled by triggers: codes whose destination the redirect hosts must read again."""

    code = models.CharField(max_length=16)
    at = models.DateTimeField(db_default=Now())
