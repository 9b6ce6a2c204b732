"""Mandates: asked for by an agency, accepted or declined by a brand's owner, ended by either.

Ending stops new bookings at once; campaigns that run keep running, and the brand can always see,
pause and end what was booked for it.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Protocol

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Now, TruncDate
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from marketplace.accounts import organisation_log, team_permissions
from marketplace.accounts.models import Mandate, Organisation, User
from marketplace.accounts.proof import company_numbers
from marketplace.accounts.team_permissions import Act
from marketplace.notifications.notices import Words, filled, notify
from marketplace.pasted_codes import without_unseen
from marketplace.search_text import same
from marketplace.states import Transitions
from marketplace.typography import day, euros_short

Status = Mandate.Status
MANDATE = Transitions(
    {
        Status.REQUESTED: frozenset({Status.ACCEPTED, Status.DECLINED, Status.WITHDRAWN}),
        Status.ACCEPTED: frozenset({Status.ENDED}),
    }
)
MOST_OPEN = 50  # requests of one agency that wait for an answer


class NotPossible(Exception):
    """A mandate cannot be asked for; the message says why, to be shown."""


class Unknown(NotPossible):
    """No brand is known by these words: it can be invited instead."""


def find_brand(words: str) -> Organisation:
    """Return the brand that an agency means: by public name or SIREN.

    Never by somebody's address: the answer would say who has an account here. An address is
    invited, whoever it belongs to (marketplace/accounts/invite_brand.py).

    Raises Unknown when there is none, NotPossible when more than one has that name.
    """
    words = " ".join(without_unseen(words).split())
    siren = company_numbers.siren_meant(words)
    meant = same(words, "name") | Q(siren=siren, siren__gt="")
    found = list(Organisation.objects.filter(meant, kind=Organisation.Kind.BRAND).distinct()[:2])
    if not found or not words:
        raise Unknown(_("No brand is known by this name or number: you can invite it."))
    if len(found) > 1:
        raise NotPossible(_("Several brands match: write the SIREN number instead."))
    return found[0]


def request(
    agency: Organisation,
    brand: Organisation,
    by: User | None,
    limit_cents: int | None,
    ends_on: date | None,
) -> Mandate:
    """Ask `brand` for a mandate (limit in euro cents excluding VAT). Raises NotPossible."""
    if agency.kind != Organisation.Kind.AGENCY or brand.kind != Organisation.Kind.BRAND:
        raise NotPossible(_("An agency asks a brand for a mandate."))
    _end_past(agency, brand)
    if agency.mandates_held.requested().count() >= MOST_OPEN:
        raise NotPossible(_("Too many requests wait for an answer: withdraw some first."))
    try:
        with transaction.atomic():
            made = Mandate.objects.create(
                agency=agency, brand=brand, status=Status.REQUESTED,
                limit_cents=limit_cents, ends_on=ends_on,
            )  # fmt: skip
            _note(made, organisation_log.Kind.MANDATE_REQUESTED, by)
            _tell_owners(brand, made)
    except IntegrityError as error:
        raise NotPossible(_("This brand has a mandate or a request of yours already.")) from error
    return made


def accept(mandate: Mandate, by: User, limit_cents: int | None, ends_on: date | None) -> None:
    """A brand's owner accepts, within limits of their own.

    Raises IllegalTransition or StateChanged; then nothing is written.
    """
    with transaction.atomic():
        _move(
            mandate, Status.ACCEPTED, organisation_log.Kind.MANDATE_ACCEPTED, by,
            limit_cents=limit_cents, ends_on=ends_on,
        )  # fmt: skip
        _tell_owners(mandate.agency, mandate)


def decline(mandate: Mandate, by: User, reason: str = "") -> None:
    """A brand's owner declines. Raises IllegalTransition or StateChanged."""
    with transaction.atomic():
        _move(mandate, Status.DECLINED, organisation_log.Kind.MANDATE_DECLINED, by, reason)
        _tell_owners(mandate.agency, mandate, reason)


def withdraw(mandate: Mandate, by: User) -> None:
    """The agency takes its request back. Raises IllegalTransition or StateChanged."""
    with transaction.atomic():
        _move(mandate, Status.WITHDRAWN, organisation_log.Kind.MANDATE_WITHDRAWN, by)


def end_mandate(mandate: Mandate, by: User, reason: str = "") -> None:
    """Either side ends it, at once for new bookings. Raises IllegalTransition or StateChanged."""
    with transaction.atomic():
        _move(mandate, Status.ENDED, organisation_log.Kind.MANDATE_ENDED, by, reason)
        for side in (mandate.agency, mandate.brand):
            if not team_permissions.may(by, Act.LOOK, side):
                _tell_owners(side, mandate, reason)


def of(organisation: Organisation) -> QuerySet[Mandate]:
    """Mandates of an organisation, on whichever side it stands, the newest first."""
    both = Mandate.objects.filter(Q(agency=organisation) | Q(brand=organisation))
    return both.select_related("agency", "brand").order_by("-pk")


def _end_past(agency: Organisation, brand: Organisation) -> None:
    """A mandate whose last day is over stands in the way of the next until it is ended."""
    for old in Mandate.objects.filter(
        agency=agency, brand=brand, status=Status.ACCEPTED, ends_on__lt=TruncDate(Now())
    ):
        _move(old, Status.ENDED, organisation_log.Kind.MANDATE_ENDED, None)


def _move(
    mandate: Mandate,
    to: str,
    kind: organisation_log.Kind,
    by: User | None,
    reason: str = "",
    **changes: Any,
) -> None:
    now = timezone.now()
    if to == Status.ACCEPTED:
        changes["decided_at"] = now
    else:
        changes["ended_at"] = now
    with transaction.atomic():
        MANDATE.move(mandate, to, **changes)
        _note(mandate, kind, by, reason)


def _note(mandate: Mandate, kind: organisation_log.Kind, by: User | None, reason: str = "") -> None:
    organisation_log.log_event(mandate.agency, kind, by, about=mandate.brand.name, reason=reason)
    organisation_log.log_event(mandate.brand, kind, by, about=mandate.agency.name, reason=reason)


def _title(mandate: Mandate) -> Words:
    """Say what happened, by the state that the mandate is in now."""
    words = {
        Status.REQUESTED: _("%(agency)s asks to book campaigns for %(brand)s"),
        Status.ACCEPTED: _("%(brand)s has given %(agency)s its mandate"),
        Status.DECLINED: _("%(brand)s has declined the mandate of %(agency)s"),
        Status.ENDED: _("The mandate of %(agency)s for %(brand)s has ended"),
    }
    title = words[Status(mandate.status)]
    return filled(title, agency=mandate.agency.name, brand=mandate.brand.name)


def _tell_owners(organisation: Organisation, mandate: Mandate, reason: str = "") -> None:
    owners = organisation.memberships.filter(role__in=team_permissions.ALLOWED[Act.ORGANISATION])
    path = reverse("accounts:mandates", args=[organisation.pk])
    words = [reason, lazy(limits, str)(mandate)]
    for member in owners.select_related("user"):
        notify(member.user, _title(mandate), words, path, _("See the mandates"))


class Limited(Protocol):
    """A mandate, or an invitation that asks for one."""

    limit_cents: int | None
    ends_on: date | None


def limits(mandate: Limited) -> str:
    """Say in words how much, and until when, a mandate allows."""
    most = mandate.limit_cents
    words = _("Up to %(cents)s in all") % {"cents": euros_short(most)} if most else _("No limit")
    if mandate.ends_on is None:
        return f"{words}."
    return _("%(limit)s, until %(day)s.") % {"limit": words, "day": day(mandate.ends_on)}
