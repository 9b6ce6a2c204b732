"""What happened to an organisation: who did what, when and why. Append-only."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from marketplace.accounts.models.invitation import Invitation
from marketplace.accounts.models.organisation import Organisation
from marketplace.accounts.models.user import User


class OrganisationEvent(models.Model):
    """One line of an organisation's log. `by` is empty when Franc itself did it.

    Whom it is about is a reference, never a copied name or address: the log outlives a person's
    wish to be forgotten. `about` holds what is public: a brand, a role, a number, a domain.
    """

    class Kind(models.TextChoices):
        INVITED = "invited"
        INVITED_AGAIN = "invited_again"
        INVITATION_REVOKED = "invitation_revoked"
        JOINED = "joined"
        ROLE_CHANGED = "role_changed"
        REMOVED = "removed"
        LEFT = "left"
        MANDATE_REQUESTED = "mandate_requested"
        MANDATE_ACCEPTED = "mandate_accepted"
        MANDATE_DECLINED = "mandate_declined"
        MANDATE_WITHDRAWN = "mandate_withdrawn"
        MANDATE_ENDED = "mandate_ended"
        PROOF_ASKED = "proof_asked"
        PROOF_VERIFIED = "proof_verified"
        PROOF_FAILED = "proof_failed"
        PROOF_CONFIRMED = "proof_confirmed"
        PROOF_REMOVED = "proof_removed"

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="events")
    kind = models.CharField(max_length=20, choices=Kind)
    at = models.DateTimeField(db_default=Now())
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    person = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    invitation = models.ForeignKey(Invitation, models.SET_NULL, null=True, related_name="+")
    about = models.CharField(max_length=200, blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["organisation", "-id"], name="organisation_log")]
