"""Write a line into the log of an organisation, in the transaction of what it tells."""

from __future__ import annotations

from marketplace.accounts.models import Invitation, Organisation, OrganisationEvent, User

Kind = OrganisationEvent.Kind


def note(
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
