"""What a person decides about clicks together: cases, their decisions, and appeals."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from campaigns.models.campaign import Campaign
from campaigns.models.claim import Claim
from marketplace.accounts.models import User

OUTCOMES = ("valid", "rejected")


class CaseQuerySet(models.QuerySet["Case"]):
    def open(self) -> CaseQuerySet:
        """Those of which a click is undecided."""
        return self.filter(status=Case.Status.OPEN)


class Case(models.Model):
    """Clicks of one campaign that are held for one reason, and why.

    `key` names the suspicion for good: found again, it extends its case. `evidence` is JSON
    without anybody's name (campaigns/cases/suspicion.py). Open while one of its clicks
    is undecided; `decided_at` and `decided_by` are those of the last decision.
    """

    class Status(models.TextChoices):
        OPEN = "open", _("Open")
        DECIDED = "decided", _("Decided")

    reason = models.TextField()
    key = models.TextField(unique=True)
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="cases")
    status = models.CharField(max_length=7, choices=Status, default=Status.OPEN)
    evidence: models.JSONField[Any, Any] = models.JSONField(default=dict)
    opened_at = models.DateTimeField(db_default=Now())
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    objects = CaseQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason="") & ~Q(key=""), name="case_says_what"),
            models.CheckConstraint(
                condition=Q(status="open") | Q(status="decided", decided_at__isnull=False),
                name="case_decision_is_dated",
            ),
        ]

    def __str__(self) -> str:
        return self.key


class CaseClick(models.Model):
    """A click of a case; `outcome` is what the last decision on it says, empty before one.

    `decided_at` (UTC) begins the time in which an influencer may appeal.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="clicks")
    click_id = models.UUIDField()
    click_at = models.DateTimeField()
    claim = models.ForeignKey(Claim, models.PROTECT, related_name="case_clicks")
    outcome = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "click_id"], name="click_once_a_case"),
            models.CheckConstraint(
                condition=Q(outcome="", decided_at=None)
                | Q(outcome__in=OUTCOMES, decided_at__isnull=False),
                name="case_click_decision_is_dated",
            ),
        ]
        indexes = [models.Index(fields=["click_id"], name="cases_of_click")]


class CaseDecision(models.Model):
    """Who decided how many clicks of a case, of one claim or of all, when and why. Append-only.

    `reason` is kept as marketplace/accounts/statements/decision_reasons.py keeps it.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="decisions")
    claim = models.ForeignKey(Claim, models.PROTECT, null=True, related_name="+")
    outcome = models.TextField()
    reason = models.TextField()
    clicks = models.PositiveIntegerField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    on_appeal = models.BooleanField(default=False)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=OUTCOMES), name="case_decision_outcome_known"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="case_decision_says_why"),
        ]


class AppealQuerySet(models.QuerySet["Appeal"]):
    def open(self) -> AppealQuerySet:
        """Those that nobody has answered."""
        return self.filter(status=Appeal.Status.OPEN)


class Appeal(models.Model):
    """An influencer answers a case that was decided against them; another admin decides.

    That it is another is refused by the database too (trigger appeal_decided_by_another).
    """

    class Status(models.TextChoices):
        OPEN = "open", _("Being looked at")
        UPHELD = "upheld", _("Upheld")
        REFUSED = "refused", _("Refused")

    case = models.ForeignKey(Case, models.PROTECT, related_name="appeals")
    claim = models.ForeignKey(Claim, models.PROTECT, related_name="appeals")
    text = models.TextField(_("why these clicks should be paid"), max_length=2_000)
    at = models.DateTimeField(db_default=Now())
    status = models.CharField(max_length=7, choices=Status, default=Status.OPEN)
    answer = models.TextField(blank=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    objects = AppealQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["case", "claim"], name="one_appeal_a_case_and_claim"),
            models.CheckConstraint(condition=~Q(text=""), name="appeal_says_why"),
            models.CheckConstraint(
                condition=Q(status="open", decided_at=None, decided_by=None)
                | (
                    Q(status__in=["upheld", "refused"], decided_at__isnull=False)
                    & Q(decided_by__isnull=False)
                    & ~Q(answer="")
                ),
                name="appeal_answer_says_why",
            ),
        ]


class AppealableClick(models.Model):
    """A view: rejected clicks whose influencer may still be heard, or is being heard.

    Their money stays reserved (payouts/settlement_state.py) and their campaign is not closed.
    """

    pk = models.CompositePrimaryKey("case_id", "click_id")
    case = models.ForeignKey(Case, models.DO_NOTHING, related_name="+")
    click_id = models.UUIDField()
    claim = models.ForeignKey(Claim, models.DO_NOTHING, related_name="+")

    class Meta:
        managed = False
        db_table = "campaigns_appealableclick"
