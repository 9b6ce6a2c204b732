"""An agency invites a brand that is not here yet, to ask it for a mandate.

What the agency is told never depends on whether the address belongs to somebody: it learns that
the mail was sent, its page opened, and that the brand has come. Whoever comes proves nothing yet:
they make their brand, or choose it among their own, and find the request waiting, to be answered
within limits of their own (marketplace/accounts/mandates.py).
"""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from marketplace.accounts import invite_member, mandates, team_permissions
from marketplace.accounts.invite_member import INVITATION, NotPossible, Status
from marketplace.accounts.models import Invitation, Mandate, Organisation, User
from marketplace.accounts.team_permissions import Act
from marketplace.notifications.models import Topic
from marketplace.notifications.notices import filled, notify
from marketplace.paris_days import paris_today
from marketplace.search_text import same
from marketplace.states import IllegalTransition, StateChanged


def invite_brand(
    agency: Organisation,
    name: str,
    email: str,
    by: User,
    limit_cents: int | None = None,
    ends_on: date | None = None,
) -> Invitation:
    """Write the invitation and its mail. Raises NotPossible."""
    if agency.kind != Organisation.Kind.AGENCY:
        raise NotPossible(_("An agency asks a brand for a mandate."))
    return invite_member.write_invitation(
        agency, email, by, brand_name=name, limit_cents=limit_cents, ends_on=ends_on
    )


def known_by_name(name: str) -> bool:
    """Whether a brand of this public name is here: it is asked, not invited."""
    return Organisation.objects.filter(same(name, "name"), kind=Organisation.Kind.BRAND).exists()


def note_opened(invitation: Invitation) -> None:
    """Keep when the page of the mail was first looked at."""
    rows = Invitation.objects.in_time().filter(pk=invitation.pk, opened_at=None)
    rows.update(opened_at=timezone.now())


def brands_of(user: User) -> QuerySet[Organisation]:
    """Return the brands for which `user` may answer a request: those they own."""
    mine = team_permissions.organisations(user, Act.ORGANISATION)
    return mine.filter(kind=Organisation.Kind.BRAND).order_by("name")


def obstacle(invitation: Invitation, user: User) -> str:
    """Return why `user` cannot accept, in words for them, or ''."""
    why_not = invite_member.obstacle(invitation, user)
    if why_not or not user.organisations.exists() or brands_of(user).exists():
        return why_not
    return gettext(
        "You own no brand here: ask an owner of the brand, or to be invited at another address."
    )


def accept(invitation: Invitation, user: User, brand: Organisation) -> None:
    """The brand is here: the request for a mandate waits for its answer.

    A request or a mandate that is there already is the answer, too. Raises NotPossible,
    IllegalTransition or StateChanged.
    """
    why_not = obstacle(invitation, user)
    if why_not:
        raise NotPossible(why_not)
    with transaction.atomic():
        INVITATION.move(invitation, Status.ACCEPTED, decided_at=timezone.now(), brand=brand)
        agency = invitation.organisation
        if not Mandate.objects.filter(agency=agency, brand=brand, status__in=Mandate.OPEN).exists():
            _ask(invitation, brand)
        _tell_agency(invitation, brand)


def arrive(user: User, brand: Organisation) -> int:
    """Turn what waits for `user` into requests to the brand they just made; return how many."""
    waiting = invite_member.waiting_for(user).of_brands()
    if brand.kind != Organisation.Kind.BRAND:
        return 0
    return sum(_accept_quietly(one, user, brand) for one in waiting)


def _accept_quietly(invitation: Invitation, user: User, brand: Organisation) -> bool:
    try:
        accept(invitation, user, brand)
    except (NotPossible, IllegalTransition, StateChanged):
        return False  # it stays among their invitations, where the reason is told
    return True


def _ask(invitation: Invitation, brand: Organisation) -> None:
    try:
        mandates.request(
            invitation.organisation,
            brand,
            invitation.invited_by,
            invitation.limit_cents,
            _still_to_come(invitation.ends_on),
        )
    except mandates.NotPossible as reason:
        raise NotPossible(str(reason)) from reason


def _tell_agency(invitation: Invitation, brand: Organisation) -> None:
    """Whoever invited learns that the brand has come, and under which name."""
    if invitation.invited_by is None:
        return
    notify(
        invitation.invited_by,
        filled(_("%(brand)s has accepted your invitation"), brand=brand.name),
        [
            _("Your request for a mandate waits for its answer. You are told when it comes; then"
              " you can book."),
        ],
        reverse("accounts:mandates", args=[invitation.organisation_id]),
        _("See the mandates"),
        topic=Topic.PROGRESS,
    )  # fmt: skip


def _still_to_come(day: date | None) -> date | None:
    return day if day and day >= paris_today() else None
