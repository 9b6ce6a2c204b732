"""Small balances of people who leave: paid out below the minimum, or waived."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from marketplace.accounts.models import Influencer, User
from marketplace.models import Dated
from payouts.models.ledger import Transfer


class LastPayoutQuerySet(models.QuerySet["LastPayout"]):
    def asked(self) -> LastPayoutQuerySet:
        """Those that nobody took back."""
        return self.filter(withdrawn_at=None)


class LastPayout(Dated):
    """An influencer who leaves asked for what is available to be paid below the minimum, once."""

    influencer = models.ForeignKey(Influencer, models.PROTECT, related_name="last_payouts")
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    objects = LastPayoutQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["influencer"], condition=Q(withdrawn_at=None), name="one_last_payout"
            )
        ]


class Waiver(Dated):
    """An influencer who leaves gave up `cents` below the minimum; append-only, as its transfer.

    `key` comes with the form: the same form sent twice waives once.
    """

    influencer = models.ForeignKey(Influencer, models.PROTECT, related_name="waivers")
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    cents = models.BigIntegerField()
    key = models.UUIDField(default=uuid.uuid4, unique=True)
    transfer = models.OneToOneField(Transfer, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(cents__gte=1, cents__lt=1000), name="waiver_is_small"
            )
        ]
