"""The log of an organisation: a line is written in the transaction of what it tells."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from marketplace.accounts.models import (
    Invitation,
    Membership,
    Organisation,
    OrganisationEvent,
    User,
)

Kind = OrganisationEvent.Kind


def log_event(
    organisation: Organisation,
    kind: OrganisationEvent.Kind,
    by: User | None,
    *,
    person: User | None = None,
    invitation: Invitation | None = None,
    about: str = "",
    reason: str = "",
) -> None:
    """`by` is None when Franc itself did it; `about` is something public, never an address."""
    OrganisationEvent.objects.create(
        organisation=organisation,
        kind=kind,
        by=by,
        person=person,
        invitation=invitation,
        about=about,
        reason=reason,
    )


def of(organisation: Organisation) -> QuerySet[OrganisationEvent]:
    """Return the log of an organisation, the newest first."""
    return organisation.events.select_related("by", "person", "invitation")


def told(event: OrganisationEvent) -> dict[str, Any]:
    """Return a line as it is shown: when, what in words, and why."""
    names = {
        "by": event.by or "Franc",
        "whom": event.person or event.invitation or _("somebody"),
        "about": dict(Membership.Role.choices).get(event.about, event.about),
    }
    return {
        "at": event.at,
        "words": str(WORDS[Kind(event.kind)]) % names,
        "reason": event.reason,
    }


WORDS = {
    Kind.INVITED: _("%(by)s invited %(whom)s (%(about)s)"),
    Kind.INVITED_AGAIN: _("%(by)s sent %(whom)s the invitation again (%(about)s)"),
    Kind.INVITATION_REVOKED: _("%(by)s took the invitation of %(whom)s back"),
    Kind.JOINED: _("%(whom)s joined (%(about)s)"),
    Kind.ROLE_CHANGED: _("%(by)s changed the role of %(whom)s: %(about)s"),
    Kind.REMOVED: _("%(by)s removed %(whom)s"),
    Kind.LEFT: _("%(whom)s left"),
    Kind.MANDATE_REQUESTED: _("%(by)s asked for a mandate (%(about)s)"),
    Kind.MANDATE_ACCEPTED: _("%(by)s accepted the mandate (%(about)s)"),
    Kind.MANDATE_DECLINED: _("%(by)s declined the mandate (%(about)s)"),
    Kind.MANDATE_WITHDRAWN: _("%(by)s took the request for a mandate back (%(about)s)"),
    Kind.MANDATE_ENDED: _("%(by)s ended the mandate (%(about)s)"),
    Kind.PROOF_ASKED: _("%(by)s asked for a check of %(about)s"),
    Kind.PROOF_VERIFIED: _("%(about)s is proved"),
    Kind.PROOF_FAILED: _("%(about)s could not be proved"),
    Kind.PROOF_CONFIRMED: _("%(by)s confirmed %(about)s by hand"),
    Kind.PROOF_REMOVED: _("%(by)s took %(about)s off the list"),
}
