"""What each valid click earned, and the holds that its earnings wait in."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from campaigns.models import Claim
from payouts.models.ledger import Transfer


class ClickEarning(models.Model):
    """The settlement of one valid click: cents, or 0 with the reason. Append-only.

    `transfer_id` has no foreign key (a check per click would cost more than the row);
    `payouts/audit.py` proves that the earnings of each transfer sum to its entries.
    """

    class Reason(models.TextChoices):
        PAID = ""
        CAP_REACHED = "cap_reached"
        BUDGET_SPENT = "budget_spent"

    click_id = models.UUIDField(primary_key=True)
    click_at = models.DateTimeField()
    claim_id = models.BigIntegerField()
    cents = models.PositiveIntegerField()
    reason = models.TextField(choices=Reason)
    transfer_id = models.BigIntegerField(null=True)
    settled_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [models.Index(fields=["claim_id"], name="earning_of_claim")]
        constraints = [
            models.CheckConstraint(
                condition=Q(cents__gt=0, reason="", transfer_id__isnull=False)
                | (Q(cents=0, transfer_id=None) & ~Q(reason="")),
                name="earning_or_its_reason",
            )
        ]


class Hold(models.Model):
    """Earnings of a claim that become available at `due_at` (UTC, by the database's clock).

    One open row per claim and day: settlement adds to it until it is released.
    """

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="holds")
    cents = models.PositiveIntegerField()
    due_at = models.DateTimeField()
    released_by = models.OneToOneField(Transfer, models.PROTECT, null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["claim", "due_at"],
                condition=Q(released_by=None),
                name="one_open_hold_a_day",
            ),
            models.CheckConstraint(condition=Q(cents__gt=0), name="hold_holds_something"),
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(released_by=None), name="hold_due"),
        ]
