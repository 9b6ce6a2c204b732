"""An invitation by mail to act for an organisation."""

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


class Invitation(Dated):
    """`token_hash` is the SHA-256 (hex) of what the mail holds; the token itself is never kept."""

    class Status(models.TextChoices):
        OPEN = "open", _("Open")
        ACCEPTED = "accepted", _("Accepted")
        REVOKED = "revoked", _("Taken back")

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="invitations")
    email = models.EmailField(_("email"))
    role = models.CharField(_("role"), max_length=8, choices=Membership.Role)
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
