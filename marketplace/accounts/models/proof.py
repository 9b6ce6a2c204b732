"""What proves who a sponsor is: a number in a public register, control of a domain."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from marketplace.accounts.models.organisation import Organisation
from marketplace.accounts.models.user import User
from marketplace.models import Dated


class ProofQuerySet(models.QuerySet["Proof"]):
    def verified(self) -> ProofQuerySet:
        """What is proved."""
        return self.filter(status=Proof.Status.VERIFIED)

    def failed(self) -> ProofQuerySet:
        """What no machine could prove: a person can, by hand."""
        return self.filter(status=Proof.Status.FAILED, decided_at__isnull=False)

    def removable(self) -> ProofQuerySet:
        """What may be taken off the list: neither proved nor being checked."""
        return self.filter(status__in=[Proof.Status.PENDING, Proof.Status.FAILED])


class Proof(Dated):
    """One thing that an organisation claims about itself, and what became of the claim.

    `value` is a SIREN or VAT number without spaces, or a domain in lower-case ASCII (IDNA).
    `token` is what the domain must show. `evidence` is what the register or the domain answered.
    """

    class Kind(models.TextChoices):
        NUMBER = "number", _("Company number")
        DOMAIN = "domain", _("Domain")

    class Status(models.TextChoices):
        PENDING = "pending", _("To prove")
        CHECKING = "checking", _("Being checked")
        VERIFIED = "verified", _("Proved")
        FAILED = "failed", _("Not proved")

    class Means(models.TextChoices):
        REGISTER = "register", _("European VAT register (VIES)")
        MADE_UP = "made_up", _("answered by Franc itself, for show")
        DNS = "dns", _("DNS record")
        FILE = "file", _("file")
        HAND = "hand", _("by hand")

    class Failure(models.TextChoices):
        UNKNOWN_NUMBER = "unknown_number", _("The register does not know this number.")
        REGISTER_SILENT = (
            "register_silent",
            _("The register did not answer, several times over. Check again later."),
        )
        NO_SUCH_DOMAIN = "no_such_domain", _("This domain does not exist.")
        NOT_SHOWN = (
            "not_shown",
            _("Neither the DNS record nor the file was found. A new record can take an hour."),
        )

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="proofs")
    kind = models.CharField(max_length=6, choices=Kind)
    value = models.CharField(max_length=253)
    token = models.CharField(max_length=64, blank=True)
    status = models.CharField(max_length=8, choices=Status, default=Status.PENDING)
    means = models.CharField(max_length=8, choices=Means, blank=True)
    failure = models.CharField(max_length=15, choices=Failure, blank=True)
    evidence = models.CharField(max_length=500, blank=True)
    asked_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    reason = models.TextField(blank=True)

    objects = ProofQuerySet.as_manager()

    class Meta:
        ordering = ["-kind", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "kind", "value"], name="proof_claimed_once"
            ),
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(kind="number"), name="one_number_each"
            ),
            models.CheckConstraint(
                condition=~Q(status="verified") | (Q(decided_at__isnull=False) & ~Q(means="")),
                name="proof_says_how_and_when",
            ),
        ]

    def __str__(self) -> str:
        return self.value
