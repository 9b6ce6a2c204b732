"""Statements of reasons: what was decided against somebody, on what facts and what ground."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from marketplace.accounts.models.organisation import Organisation
from marketplace.accounts.models.user import User
from marketplace.typography import colon


class StatementQuerySet(models.QuerySet["StatementOfReasons"]):
    def readable_by(self, user: User) -> StatementQuerySet:
        """Those addressed to `user` or to an organisation of theirs; all of them for staff."""
        if user.is_staff:
            return self.all()
        return self.filter(Q(user=user) | Q(organisation__in=user.organisations.values("pk")))


class StatementOfReasons(models.Model):
    """Regulation (EU) 2022/2065 (DSA), art. 17. Append-only; `at` is in UTC.

    It is addressed to a person or to an organisation. `kind` and `about` (an id) name what it is
    about, `title` what that was called then. `reason` is kept as
    marketplace/accounts/statements/decision_reasons.py keeps it, so that everybody reads it in
    their own language; `ground` is a code of its GROUNDS.
    """

    class Kind(models.TextChoices):
        POST = "post", _("Post")
        CAMPAIGN = "campaign", _("Campaign")
        AMENDMENT = "amendment", _("Change to a campaign")
        DISPUTE = "dispute", _("Clicks that were questioned")
        CASE = "case", _("Clicks that were reviewed together")
        APPEAL = "appeal", _("Appeal")
        ACCOUNT = "account", _("Social account")
        PERSON = "person", _("Your account")
        ORGANISATION = "organisation", _("Your organisation")

    class Decision(models.TextChoices):
        REFUSED = "refused", _("Refused")
        SENT_BACK = "sent_back", _("Sent back to be mended")
        UPHELD = "upheld", _("The question about the clicks was justified")
        GRANTED = "granted", _("The appeal was justified")
        SUSPENDED = "suspended", _("Suspended")

    kind = models.CharField(max_length=12, choices=Kind)
    about = models.BigIntegerField()
    title = models.CharField(max_length=500)
    user = models.ForeignKey(User, models.PROTECT, null=True, related_name="statements")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="statements"
    )
    decision = models.CharField(max_length=9, choices=Decision)
    facts = models.TextField(blank=True)
    reason = models.TextField()
    ground = models.CharField(max_length=20)
    policy = models.CharField(max_length=10)
    automated = models.BooleanField(default=False)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(db_default=Now())

    objects = StatementQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name_plural = "statements of reasons"
        indexes = [models.Index(fields=["kind", "about"], name="statements_about")]
        constraints = [
            models.CheckConstraint(
                condition=Q(user=None, organisation__isnull=False)
                | Q(user__isnull=False, organisation=None),
                name="statement_has_one_addressee",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="statement_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}{colon()} {self.title}"
