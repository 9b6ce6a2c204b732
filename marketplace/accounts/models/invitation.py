"""An invitation by mail: to act for an organisation, or, from an agency, to come as a brand."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from marketplace.accounts.models.organisation import Membership, Organisation
from marketplace.accounts.models.user import User
from marketplace.models import Dated


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self) -> InvitationQuerySet:
        """Neither accepted nor taken back; it may have expired."""
        return self.filter(status=Invitation.Status.OPEN)

    def of_members(self) -> InvitationQuerySet:
        """To act for the organisation."""
        return self.filter(brand_name="")

    def of_brands(self) -> InvitationQuerySet:
        """From an agency, to a brand that is to give it a mandate."""
        return self.exclude(brand_name="")

    def not_revoked(self) -> InvitationQuerySet:
        return self.exclude(status=Invitation.Status.REVOKED)

    def in_time(self) -> InvitationQuerySet:
        """Open, and not too old to be accepted."""
        return self.open().filter(expires_at__gt=timezone.now())


class Invitation(Dated):
    """`token_hash` is the SHA-256 (hex) of what the mail holds; the token itself is never kept.

    A brand's has no role: `brand_name` is what the agency calls it, `brand` what came of it, and
    `limit_cents` (euro cents excluding VAT) and `ends_on` are those of the mandate it asks for.
    """

    class Status(models.TextChoices):
        OPEN = "open", _("Open")
        ACCEPTED = "accepted", _("Accepted")
        REVOKED = "revoked", _("Taken back")

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="invitations")
    email = models.EmailField(_("email"))
    role = models.CharField(_("role"), max_length=8, choices=Membership.Role, blank=True)
    brand_name = models.CharField(_("brand"), max_length=120, blank=True, db_default="")
    brand = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="came_by"
    )
    limit_cents = models.BigIntegerField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True)
    status = models.CharField(max_length=8, choices=Status, default=Status.OPEN)
    token_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    invited_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                "organisation",
                condition=models.Q(status="open"),
                name="one_open_invitation_per_address",
            ),
            models.CheckConstraint(
                condition=models.Q(status="open", decided_at=None)
                | models.Q(status__in=["accepted", "revoked"], decided_at__isnull=False),
                name="invitation_decided_when_not_open",
            ),
        ]

    def __str__(self) -> str:
        return self.email

    @property
    def expired(self) -> bool:
        """Whether it is too old to be accepted."""
        return self.expires_at <= timezone.now()

    @property
    def of_brand(self) -> bool:
        """Whether it is to a brand; otherwise it is to a member."""
        return bool(self.brand_name)
