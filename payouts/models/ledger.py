"""The double-entry ledger as the database keeps it; payouts/ledger.py is its only writer.

Amounts are integer cents. A credit is positive and a debit negative, so an account that holds
somebody's money has a positive balance, and `bank` (our asset) a negative one: minus the cash.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from campaigns.models import Campaign
from marketplace.accounts.models import Influencer, Organisation


class Account(models.Model):
    """One account. Its balance moves only with its entries, by a trigger of the database."""

    class Kind(models.TextChoices):
        BANK = "bank"
        BRAND_FUNDS = "brand_funds"
        CAMPAIGN_ESCROW = "campaign_escrow"
        INFLUENCER_PENDING = "influencer_pending"
        INFLUENCER_AVAILABLE = "influencer_available"
        INFLUENCER_RECEIVABLE = "influencer_receivable"
        PAYOUT_CLEARING = "payout_clearing"
        FEE = "fee"
        VAT = "vat"
        WAIVED = "waived"

    kind = models.CharField(max_length=24, choices=Kind)
    currency = models.CharField(max_length=3, default="EUR")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    campaign = models.ForeignKey(Campaign, models.PROTECT, null=True, related_name="+")
    influencer = models.ForeignKey(Influencer, models.PROTECT, null=True, related_name="+")
    balance_cents = models.BigIntegerField(db_default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "currency", "organisation", "campaign", "influencer"],
                nulls_distinct=False,
                name="one_account_of_a_kind",
            ),
            models.UniqueConstraint(fields=["id", "currency"], name="account_with_its_currency"),
            models.CheckConstraint(
                condition=Q(kind__in=["bank", "influencer_receivable"]) | Q(balance_cents__gte=0),
                name="account_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(
                    kind="brand_funds", organisation__isnull=False, campaign=None, influencer=None
                )
                | Q(
                    kind__in=["campaign_escrow", "fee"],
                    campaign__isnull=False, organisation=None, influencer=None,
                )
                | Q(
                    kind__startswith="influencer_",
                    influencer__isnull=False, organisation=None, campaign=None,
                )
                | Q(
                    kind__in=["bank", "payout_clearing", "vat", "waived"],
                    organisation=None, campaign=None, influencer=None,
                ),
                name="account_has_its_owner",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Transfer(models.Model):
    """Entries that sum to zero. Append-only; `reverses` names the transfer that it undoes.

    The table also has `made_in`, the transaction that made it, which the database fills and
    checks: no entry can join a transfer of an earlier transaction.
    """

    kind = models.CharField(max_length=24)
    idempotency_key = models.CharField(max_length=100, unique=True)
    payload_hash = models.BinaryField(max_length=32)
    memo = models.CharField(max_length=200, blank=True)
    reverses = models.OneToOneField("self", models.PROTECT, null=True)
    created_at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return self.idempotency_key


class Entry(models.Model):
    """One leg of a transfer."""

    transfer = models.ForeignKey(Transfer, models.PROTECT, related_name="entries")
    account = models.ForeignKey(Account, models.PROTECT, related_name="entries")
    currency = models.CharField(max_length=3)
    amount_cents = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["transfer", "id"], name="entry_of_transfer")]
        constraints = [
            models.CheckConstraint(condition=~Q(amount_cents=0), name="entry_moves_something")
        ]

    def __str__(self) -> str:
        return f"{self.amount_cents} on {self.account_id}"
