"""A campaign: what a sponsor pays for a click, up to which cap and budget, and how it stands."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now, TruncDate
from django.utils.translation import gettext_lazy as _

from campaigns.models.audience import Audience
from marketplace.accounts import team_permissions
from marketplace.accounts.models import Organisation, User
from marketplace.accounts.team_permissions import Act
from marketplace.models import Dated
from marketplace.money import fee_on
from marketplace.names import NameField

LONGEST_LANDING_URL = 2_000  # characters, as it is typed
LONGEST_DESTINATION = 4_000  # characters, percent-encoded, with our parameters


class CampaignQuerySet(models.QuerySet["Campaign"]):
    def of(self, user: User, act: Act = Act.LOOK) -> CampaignQuerySet:
        """Campaigns whose sponsor or buyer `user` may do `act` for; by default, see them."""
        mine = team_permissions.organisations(user, act).values("pk")
        return self.filter(Q(sponsor__in=mine) | Q(buyer__in=mine))

    def sponsored_by(self, brand: Organisation | None) -> CampaignQuerySet:
        """Campaigns of one brand; None is all brands."""
        return self.filter(sponsor=brand) if brand else self.all()

    def unapproved(self) -> CampaignQuerySet:
        """Campaigns that have not been launched: nobody but their people sees them."""
        return self.filter(status__in=Campaign.BEFORE_LAUNCH)

    def approved(self) -> CampaignQuerySet:
        """Campaigns that were launched, whatever became of them."""
        return self.exclude(status__in=Campaign.BEFORE_LAUNCH)

    def unfunded(self) -> CampaignQuerySet:
        """Approved by a reviewer, not started: the buyer's funds do not cover the budget yet."""
        return self.filter(status=Campaign.Status.UNFUNDED)

    def in_review(self) -> CampaignQuerySet:
        return self.filter(status=Campaign.Status.IN_REVIEW)

    def live(self) -> CampaignQuerySet:
        return self.filter(status=Campaign.Status.LIVE)

    def running(self) -> CampaignQuerySet:
        """Live, paused, or out of money: they may still change and go on."""
        return self.filter(status__in=Campaign.RUNNING)

    def unsettled(self) -> CampaignQuerySet:
        """Sent, running or ended, and not closed: a buyer's money is in them, or may come."""
        return self.exclude(status__in=[Campaign.Status.DRAFT, Campaign.Status.CLOSED])

    def over(self) -> CampaignQuerySet:
        return self.filter(status__in=[Campaign.Status.ENDED, Campaign.Status.CLOSED])

    def open_to_claims(self) -> CampaignQuerySet:
        """Live campaigns, within their dates."""
        today = TruncDate(Now())
        return self.live().filter(starts_on__lte=today, ends_on__gte=today)


class Campaign(Audience, Dated):
    """All amounts are integer euro cents excluding VAT; the fee is in basis points of earnings.

    `low_told_at`: when its people were told that the money runs out; adding budget clears it.
    `start_obstacle`: what kept an approved campaign from starting when funds had arrived, as its
    people were told it (the name of a refusal of campaigns/running/booking_conditions.py).
    `approved_look`: what the landing page was when a reviewer last let it through.
    `saved_steps`: the words of the draft's steps that somebody has seen and saved.
    `draft_key` comes with the empty form, so that a form sent twice makes one draft.

    `earned_cents`, `fee_cents`, `spent_cents` and `earned_clicks` are written by settlement, in
    the transaction that books them; what of them is set aside, by the database (Claim). What every
    page calls paid is the rest: paid_clicks.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        IN_REVIEW = "in_review", _("In review")
        UNFUNDED = "unfunded", _("Approved, waits for funds")
        LIVE = "live", _("Live")
        PAUSED = "paused", _("Paused")
        EXHAUSTED = "exhausted", _("Budget spent")
        ENDED = "ended", _("Ended")
        CLOSED = "closed", _("Closed")

    BEFORE_LAUNCH = (Status.DRAFT, Status.IN_REVIEW, Status.UNFUNDED)
    RUNNING = (Status.LIVE, Status.PAUSED, Status.EXHAUSTED)

    sponsor = models.ForeignKey(
        Organisation, models.PROTECT, related_name="sponsored", verbose_name=_("sponsor")
    )
    buyer = models.ForeignKey(
        Organisation, models.PROTECT, related_name="bought", verbose_name=_("buyer")
    )
    title = NameField(_("title"), max_length=80)
    brief = models.TextField(_("brief"), max_length=8_000, blank=True)
    category = models.CharField(_("what it is about"), max_length=20, blank=True)
    is_political = models.BooleanField(_("is it political?"), null=True)
    landing_url = models.URLField(
        _("landing page"), max_length=LONGEST_LANDING_URL, blank=True
    )  # https, by the form and by campaign_landing_is_https
    has_beacon = models.BooleanField(_("The landing page carries Franc’s beacon"), default=False)
    utm_source = models.CharField("utm_source", max_length=60, blank=True)
    utm_medium = models.CharField("utm_medium", max_length=60, blank=True)
    utm_campaign = models.CharField("utm_campaign", max_length=60, blank=True)
    destination_url = models.URLField(max_length=LONGEST_DESTINATION, blank=True, editable=False)
    rate_cents = models.PositiveIntegerField(
        _("price of a click"), validators=[MinValueValidator(1)]
    )
    cap_cents = models.PositiveIntegerField(
        _("most an influencer can earn"), validators=[MinValueValidator(1)]
    )
    budget_cents = models.BigIntegerField(_("budget"), validators=[MinValueValidator(100)])
    daily_budget_cents = models.BigIntegerField(
        _("most in a day"), null=True, blank=True, validators=[MinValueValidator(100)]
    )
    fee_bps = models.PositiveSmallIntegerField(_("fee"), default=1000)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    hold_days = models.PositiveSmallIntegerField(
        _("days before earnings are available"),
        default=14,
        validators=[MinValueValidator(7), MaxValueValidator(60)],
    )
    required_words = ArrayField(
        models.CharField(max_length=60), default=list, blank=True, verbose_name=_("required words")
    )
    forbidden_words = ArrayField(
        models.CharField(max_length=60), default=list, blank=True, verbose_name=_("forbidden words")
    )
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    saved_by = models.ForeignKey(
        User, models.SET_NULL, null=True, editable=False, related_name="+", db_index=False
    )
    saved_alone_from = models.PositiveIntegerField(db_default=0, editable=False)
    approved_look = models.ForeignKey(
        "campaigns.LandingCheck", models.SET_NULL, null=True, related_name="+", editable=False
    )
    saved_steps = ArrayField(
        models.CharField(max_length=10), default=list, db_default=[], blank=True, editable=False
    )
    draft_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    low_told_at = models.DateTimeField(null=True, editable=False)
    start_obstacle = models.CharField(
        max_length=20, blank=True, default="", db_default="", editable=False
    )
    earned_cents = models.BigIntegerField(default=0, editable=False)
    fee_cents = models.BigIntegerField(default=0, editable=False)
    spent_cents = models.BigIntegerField(default=0, editable=False)
    earned_clicks = models.BigIntegerField(default=0, editable=False, db_column="paid_clicks")
    set_aside_clicks = models.BigIntegerField(db_default=0, editable=False)
    set_aside_cents = models.BigIntegerField(db_default=0, editable=False)

    objects: ClassVar[models.Manager[Campaign]] = CampaignQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(rate_cents__gte=1), name="campaign_rate_positive"),
            models.CheckConstraint(
                condition=Q(cap_cents__gte=F("rate_cents")), name="campaign_cap_covers_a_click"
            ),
            models.CheckConstraint(
                condition=Q(budget_cents__gte=F("rate_cents")),
                name="campaign_budget_covers_a_click",
            ),
            models.CheckConstraint(
                condition=Q(fee_bps__lte=5000), name="campaign_fee_at_most_half"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="campaign_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(hold_days__gte=7, hold_days__lte=60), name="campaign_hold_7_to_60_days"
            ),
            models.CheckConstraint(
                condition=Q(spent_cents__gte=0, spent_cents__lte=F("budget_cents")),
                name="campaign_spent_within_budget",
            ),
            models.CheckConstraint(
                condition=Q(spent_cents=F("earned_cents") + F("fee_cents")),
                name="campaign_spent_is_earned_and_fee",
            ),
            models.CheckConstraint(
                condition=Q(earned_cents__gte=0, fee_cents__gte=0, earned_clicks__gte=0),
                name="campaign_counters_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(
                    set_aside_clicks__gte=0,
                    set_aside_clicks__lte=F("earned_clicks"),
                    set_aside_cents__gte=0,
                    set_aside_cents__lte=F("earned_cents"),
                ),
                name="campaign_set_aside_was_earned",
            ),
            models.CheckConstraint(
                condition=Q(landing_url__startswith="https://") | Q(status="draft", landing_url=""),
                name="campaign_landing_is_https",
            ),
            models.CheckConstraint(
                condition=Q(daily_budget_cents=None) | Q(daily_budget_cents__gte=F("rate_cents")),
                name="campaign_daily_budget_covers_a_click",
            ),
            # Regulation (EU) 2024/900, art. 7: the question is put to every sponsor. Political
            # campaigns are refused until their transparency notices exist.
            models.CheckConstraint(
                condition=Q(status="draft") | Q(is_political=False, is_political__isnull=False),
                name="campaign_that_left_draft_is_not_political",
            ),
            models.CheckConstraint(
                condition=Q(status="draft")
                | ~Q(tiers__contains=["everyday"])
                | Q(everyday_confirmed_at__isnull=False),
                name="campaign_for_everyday_was_confirmed",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "in_review"]) | ~Q(destination_url=""),
                name="campaign_that_ran_was_approved",
            ),
            models.CheckConstraint(
                condition=Q(
                    status__in=[
                        "draft",
                        "in_review",
                        "unfunded",
                        "live",
                        "paused",
                        "exhausted",
                        "ended",
                        "closed",
                    ]
                ),
                name="campaign_status_known",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def paid_clicks(self) -> int:
        """Clicks that are paid: those that earned, without those set aside."""
        return self.earned_clicks - self.set_aside_clicks

    @property
    def paid_spent_cents(self) -> int:
        """What the paid clicks cost, fee included."""
        earned = self.earned_cents - self.set_aside_cents
        return earned + fee_on(earned, self.fee_bps)

    @property
    def set_aside_spent_cents(self) -> int:
        """What of `spent_cents` waits for a decision, fee included."""
        return self.spent_cents - self.paid_spent_cents

    @property
    def left_cents(self) -> int:
        """What is left of the budget, fee included."""
        return self.budget_cents - self.spent_cents


class CampaignTransition(models.Model):
    """Who moved a campaign from which state to which, when and why. Append-only.

    `by` is empty when Franc itself did it (budget spent, last day over).
    """

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="transitions")
    from_status = models.CharField(max_length=10)
    to_status = models.CharField(max_length=10)
    at = models.DateTimeField(db_default=Now())
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["campaign", "at"], name="transition_timeline")]
