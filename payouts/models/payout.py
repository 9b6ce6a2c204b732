"""Bank accounts, payout runs, and the payouts in them."""

from __future__ import annotations

import uuid

import pghistory
from django.db import models
from django.db.models import Q, Value
from django.utils.translation import gettext_lazy as _

from marketplace.accounts.models import Influencer, User
from marketplace.models import Dated
from payouts.models.last_balance import LastPayout
from payouts.models.ledger import Transfer


@pghistory.track(
    pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent(),
    fields=["influencer", "iban_masked", "fingerprint"],
    model_name="PayoutAccountEvent",
)  # fmt: skip
class PayoutAccount(Dated):
    """An influencer's bank account. The IBAN is stored encrypted under KEY_ENCRYPTION_KEY.

    `fingerprint` is a keyed hash of the IBAN: the same account behind two influencers can be
    found without decrypting any.
    """

    influencer = models.OneToOneField(Influencer, models.PROTECT, related_name="payout_account")
    holder = models.CharField(_("account holder"), max_length=70)
    street = models.CharField(_("street and number"), max_length=70)
    postcode = models.CharField(_("postcode"), max_length=16)
    city = models.CharField(_("city"), max_length=35)
    country = models.CharField(_("country"), max_length=2, default="FR")
    iban_encrypted = models.BinaryField()
    iban_masked = models.CharField(max_length=40)
    fingerprint = models.BinaryField(max_length=32, db_index=True)
    changed_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return self.iban_masked


@pghistory.track(
    pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent(),
    fields=["status", "total_cents", "created_by", "sent_by", "sent_at"],
    model_name="PayoutRunEvent",
)  # fmt: skip
class PayoutRun(Dated):
    """Payouts sent together in one pain.001 file, whose bytes are made once and kept.

    The file names every IBAN, so it is kept wrapped; `file_sha256` is that of its plain bytes.
    `left_out`: whom it could not name, [{"influencer": id, "problems": [Problem]}]
    (payouts/payee_problems.py).
    """

    class Status(models.TextChoices):
        FILED = "filed", _("File ready")
        SENT = "sent", _("Sent to the bank")

    status = models.CharField(max_length=5, choices=Status, default=Status.FILED)
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    sent_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField(null=True)
    total_cents = models.BigIntegerField()
    file_encrypted = models.BinaryField()
    file_sha256 = models.CharField(max_length=64)
    left_out = models.JSONField(default=list, db_default=Value([], output_field=models.JSONField()))

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="filed", sent_at=None)
                | Q(status="sent", sent_at__isnull=False, sent_by__isnull=False),
                name="run_sent_by_somebody",
            )
        ]

    def __str__(self) -> str:
        return f"{self.pk}"


class PayoutQuerySet(models.QuerySet["Payout"]):
    def filed(self) -> PayoutQuerySet:
        """Those of a run whose file the bank has not got yet."""
        return self.filter(run__status=PayoutRun.Status.FILED)

    def sent(self) -> PayoutQuerySet:
        """Those that have left for the bank."""
        return self.filter(run__status=PayoutRun.Status.SENT)


class Payout(models.Model):
    """One credit transfer to one influencer; its id is the EndToEndId of the file.

    `asked_for`: why it may be below the minimum.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    run = models.ForeignKey(PayoutRun, models.PROTECT, related_name="payouts")
    influencer = models.ForeignKey(Influencer, models.PROTECT, related_name="payouts")
    cents = models.BigIntegerField()
    asked_for = models.ForeignKey(LastPayout, models.PROTECT, null=True, related_name="payouts")
    iban_masked = models.CharField(max_length=40)
    reserved_by = models.OneToOneField(Transfer, models.PROTECT, related_name="+")
    sent_by = models.OneToOneField(Transfer, models.PROTECT, null=True, related_name="+")

    objects = PayoutQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "influencer"], name="payout_once_a_run"),
            models.CheckConstraint(
                condition=Q(cents__gte=1000) | Q(cents__gte=1, asked_for__isnull=False),
                name="payout_of_ten_euros_or_last",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
