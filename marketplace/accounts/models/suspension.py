"""Suspensions: somebody, or an organisation, may not act for now. Append-only, lifting too."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from marketplace.accounts.models.organisation import Organisation
from marketplace.accounts.models.statement import StatementOfReasons
from marketplace.accounts.models.user import User


class SuspensionQuerySet(models.QuerySet["Suspension"]):
    def lasting(self) -> SuspensionQuerySet:
        """Those that nobody has lifted."""
        return self.filter(lift=None)


class Suspension(models.Model):
    """From `at` (UTC) until it is lifted, if ever; the statement says why."""

    user = models.ForeignKey(User, models.PROTECT, null=True, related_name="suspensions")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="suspensions"
    )
    statement = models.OneToOneField(StatementOfReasons, models.PROTECT, related_name="suspension")
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(db_default=Now())

    objects = SuspensionQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(user=None, organisation__isnull=False)
                | Q(user__isnull=False, organisation=None),
                name="suspension_of_one",
            ),
        ]


class SuspensionLift(models.Model):
    """Who restored somebody, when (UTC) and why."""

    suspension = models.OneToOneField(Suspension, models.PROTECT, related_name="lift")
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    reason = models.TextField()
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="lift_says_why")]
