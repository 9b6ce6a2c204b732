"""A transfer that a brand announces, and whether it has arrived."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from marketplace.accounts.models import Organisation, User
from marketplace.models import Dated
from payouts.models.ledger import Transfer


class TopUpQuerySet(models.QuerySet["TopUp"]):
    def waiting(self) -> TopUpQuerySet:
        """Those announced whose transfer has not arrived."""
        return self.filter(status=TopUp.Status.WAITING)


class TopUp(Dated):
    """`net_cents` becomes funds, `vat_cents` is owed to the state; both are transferred together.

    `reference` is an RF creditor reference (ISO 11649), which banks carry and check. `vat_bps` is
    the rate of the day it was asked for. `key` comes with the form: one form makes one top-up.
    """

    class Status(models.TextChoices):
        WAITING = "waiting", _("Waiting for the transfer")
        BOOKED = "booked", _("Arrived")
        CANCELLED = "cancelled", _("Cancelled")

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="top_ups")
    reference = models.CharField(max_length=25, unique=True)
    net_cents = models.BigIntegerField()
    vat_bps = models.PositiveSmallIntegerField()
    vat_cents = models.BigIntegerField()
    key = models.UUIDField(default=uuid.uuid4, unique=True)
    asked_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    status = models.CharField(max_length=9, choices=Status, default=Status.WAITING)
    transfer = models.OneToOneField(Transfer, models.PROTECT, null=True, related_name="top_up")
    bank_reference = models.CharField(max_length=80, blank=True)
    decided_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    objects = TopUpQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(net_cents__gte=1, vat_cents__gte=0), name="top_up_of_something"
            ),
            models.CheckConstraint(
                condition=Q(status="booked", transfer__isnull=False, decided_at__isnull=False)
                | Q(status="cancelled", transfer=None, decided_at__isnull=False)
                | Q(status="waiting", transfer=None, decided_at=None),
                name="booked_top_up_has_its_transfer",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def gross_cents(self) -> int:
        """What is to be transferred, VAT included."""
        return self.net_cents + self.vat_cents
