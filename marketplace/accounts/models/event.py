"""What happened to an organisation: who did what, when and why. Append-only."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from marketplace.accounts.models.invitation import Invitation
from marketplace.accounts.models.organisation import Organisation
from marketplace.accounts.models.user import User


class OrganisationEvent(models.Model):
    """One line of an organisation's log. `by` is empty when Franc itself did it.

    Whom it is about is a reference, never a copied name or address: the log outlives a person's
    wish to be forgotten. `about` holds what is public: a brand, a role, a number, a domain.
    """

    class Kind(models.TextChoices):
        INVITED = "invited", _("invited")
        INVITED_AGAIN = "invited_again", _("sent the invitation again")
        INVITATION_REVOKED = "invitation_revoked", _("took the invitation back")
        JOINED = "joined", _("joined")
        ROLE_CHANGED = "role_changed", _("changed a role")
        REMOVED = "removed", _("removed")
        LEFT = "left", _("left")
        MANDATE_REQUESTED = "mandate_requested", _("asked for a mandate")
        MANDATE_ACCEPTED = "mandate_accepted", _("accepted the mandate")
        MANDATE_DECLINED = "mandate_declined", _("declined the mandate")
        MANDATE_WITHDRAWN = "mandate_withdrawn", _("took the request back")
        MANDATE_ENDED = "mandate_ended", _("ended the mandate")
        PROOF_ASKED = "proof_asked", _("asked for a check")
        PROOF_VERIFIED = "proof_verified", _("proved")
        PROOF_FAILED = "proof_failed", _("could not be proved")
        PROOF_CONFIRMED = "proof_confirmed", _("confirmed by hand")

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
