"""A landing page that is gone, or is another than the one that was approved."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from campaigns.models.campaign import Campaign
from campaigns.models.landing_check import LandingCheck
from marketplace.accounts.models import User
from marketplace.models import Dated


class LandingMatterQuerySet(models.QuerySet["LandingMatter"]):
    def open(self) -> LandingMatterQuerySet:
        """Those that wait for a reviewer."""
        return self.filter(status=LandingMatter.Status.OPEN)

    def standing(self) -> LandingMatterQuerySet:
        """Open or refused: the page is not as it was approved."""
        return self.filter(status__in=LandingMatter.STANDING)


class LandingMatter(Dated):
    """`look` is what was seen last; `due_at` until when a changed page runs without an answer.

    `paused` is whether the campaign was paused for it: then it runs again once it is mended.
    """

    class Kind(models.TextChoices):
        GONE = "gone", _("Does not open")
        CHANGED = "changed", _("Another page than the approved one")

    class Status(models.TextChoices):
        OPEN = "open", _("Open")
        ACCEPTED = "accepted", _("Let through")
        REFUSED = "refused", _("Refused")
        MENDED = "mended", _("Mended")

    STANDING = (Status.OPEN, Status.REFUSED)

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="landing_matters")
    look = models.ForeignKey(LandingCheck, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=7, choices=Kind)
    status = models.CharField(max_length=8, choices=Status, default=Status.OPEN)
    due_at = models.DateTimeField(null=True)
    paused = models.BooleanField(default=False)
    reason = models.TextField(blank=True)
    decided_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    objects = LandingMatterQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign"],
                condition=Q(status__in=["open", "refused"]),
                name="one_standing_landing_matter_a_campaign",
            ),
            models.CheckConstraint(
                condition=~Q(status="refused") | ~Q(reason=""), name="landing_refusal_says_why"
            ),
            models.CheckConstraint(
                condition=Q(status="open", decided_at=None)
                | (~Q(status="open") & Q(decided_at__isnull=False)),
                name="landing_decision_is_dated",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.campaign}: {self.get_kind_display()}"
