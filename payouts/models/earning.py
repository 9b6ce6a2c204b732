"""What each valid click earned, and the holds that its earnings wait in."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from campaigns.models import Claim
from payouts.models.ledger import Transfer


class ClickEarning(models.Model):
    """The settlement of one valid click: cents, or 0 with the reason. Append-only.

    Odd rows of a click (`seq` 1, 3, ...) earn; the even row after one undoes it, with negative
    cents, when the click turned out not to be valid: the sum is what the click earned. Of what a
    reversal took back, `reserved_cents` were still pending; the rest had been released.

    That rows alternate, and that a reversal undoes all of its earning, is refused by the database
    (payouts/migrations/0002_guards.py).

    `transfer_id` has no foreign key (a check per click would cost more than the row);
    `payouts/audit.py` proves that the earnings of each transfer sum to its entries.
    """

    class Reason(models.TextChoices):
        PAID = ""
        TRIAL_CAP = "trial_cap"
        CAP_REACHED = "cap_reached"
        DAILY_BUDGET = "daily_budget"
        BUDGET_SPENT = "budget_spent"
        REVERSED = "reversed"

    pk = models.CompositePrimaryKey("click_id", "seq")
    click_id = models.UUIDField()
    seq = models.SmallIntegerField(db_default=1)
    click_at = models.DateTimeField()
    claim_id = models.BigIntegerField()
    cents = models.IntegerField()
    reserved_cents = models.PositiveIntegerField(db_default=0)
    reason = models.TextField(choices=Reason)
    transfer_id = models.BigIntegerField(null=True)
    settled_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(cents__gt=0, reason="", transfer_id__isnull=False)
                | Q(cents__lt=0, reason="reversed", transfer_id__isnull=False)
                | (Q(cents=0, transfer_id=None) & ~Q(reason="")),
                name="earning_or_its_reason",
            ),
        ]


class SetAside(models.Model):
    """A click that had earned and is held again, or was rejected and may still be appealed.

    `cents` of what it had earned are kept out of the holds of its claim: they stay pending, and
    are neither released nor given back until somebody has decided for good. What had been
    released before is not in `cents`.
    """

    click_id = models.UUIDField(primary_key=True)
    claim = models.ForeignKey(Claim, models.PROTECT, related_name="+")
    cents = models.PositiveIntegerField()
    at = models.DateTimeField(db_default=Now())


class Hold(models.Model):
    """Earnings of a claim that become available at `due_at` (UTC, by the database's clock).

    One open row per claim and day: settlement adds to it until it is released. A hold whose
    clicks were all set aside is empty, and is never released.
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
            models.CheckConstraint(condition=Q(cents__gte=0), name="hold_not_negative"),
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(released_by=None), name="hold_due"),
        ]
