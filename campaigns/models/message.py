"""The message: an influencer's own words after the disclosure label."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from campaigns.models.claim import Claim
from marketplace.accounts.models import User
from marketplace.models import Dated


class MessageQuerySet(models.QuerySet["Message"]):
    def waiting(self) -> MessageQuerySet:
        """Those that the brand may still veto."""
        return self.filter(status=Message.Status.WAITING)

    def due(self) -> MessageQuerySet:
        """Those that waited until their time (UTC) without a veto."""
        return self.waiting().filter(decide_by__lte=Now())

    def accepted(self) -> MessageQuerySet:
        """Those that may be posted."""
        return self.filter(status=Message.Status.ACCEPTED)


class Message(Dated):
    """One version of a claim's message; the latest accepted one is the one to post.

    `label` is the disclosure label as it stood when written (loi 2023-451, art. 5-2); `findings`
    says what the check found, as a list of {"code", "start", "end", "word"}. One that waits goes
    out at `decide_by` (UTC) unless the brand vetoes it before.
    """

    class Status(models.TextChoices):
        ACCEPTED = "accepted", _("Accepted")
        REFUSED = "refused", _("To be reworded")
        WAITING = "waiting", _("With the brand")
        VETOED = "vetoed", _("Vetoed by the brand")

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="messages")
    label = models.CharField(max_length=40)
    body = models.TextField(_("your words"), max_length=600)
    status = models.CharField(max_length=8, choices=Status)
    findings = models.JSONField(default=list)
    policy = models.CharField(max_length=20)
    decide_by = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    reason = models.TextField(blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(label=""), name="message_has_its_label"),
            models.CheckConstraint(
                condition=~Q(status="accepted") | Q(findings=[]),
                name="accepted_message_has_no_finding",
            ),
            models.CheckConstraint(
                condition=~Q(status="waiting") | Q(findings=[], decide_by__isnull=False),
                name="waiting_message_has_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(status="vetoed") | ~Q(reason=""), name="veto_has_a_reason"
            ),
            models.UniqueConstraint(
                fields=["claim"], condition=Q(status="waiting"), name="one_waiting_message"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.body}"

    def with_link(self, url: str) -> str:
        """Return what is posted: label, words and link together."""
        return f"{self.label} {self.body} {url}"
