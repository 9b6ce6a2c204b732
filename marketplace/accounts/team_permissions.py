"""What each member of an organisation may do: one table, read by pages, querysets and tests."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from marketplace.accounts.models import Membership, Organisation, User

Role = Membership.Role


class Act(StrEnum):
    """Something that a member may or may not do for their organisation."""

    LOOK = "look"  # see campaigns, and money without touching it
    CAMPAIGNS = "campaigns"  # create, edit, submit, pause, end, veto messages, dispute
    MONEY = "money"  # ask for top-ups, take statements
    TEAM = "team"  # invite, change roles, remove
    ORGANISATION = "organisation"  # prove who it is, accept and end mandates


ALLOWED: Mapping[Act, frozenset[Membership.Role]] = {
    Act.LOOK: frozenset(Role),
    Act.CAMPAIGNS: frozenset({Role.OWNER, Role.MANAGER}),
    Act.MONEY: frozenset({Role.OWNER, Role.FINANCE}),
    Act.TEAM: frozenset({Role.OWNER}),
    Act.ORGANISATION: frozenset({Role.OWNER}),
}

REFUSALS: Mapping[Act, str | Promise] = {
    Act.LOOK: _("You are not a member of this organisation."),
    Act.CAMPAIGNS: _("Only its owners and campaign managers may do this. Ask one of them."),
    Act.MONEY: _("Only its owners and its finance people may do this. Ask one of them."),
    Act.TEAM: _("Only its owners may change the team. Ask one of them."),
    Act.ORGANISATION: _("Only its owners may speak for the organisation. Ask one of them."),
}


def organisations(user: User, act: Act = Act.LOOK) -> QuerySet[Organisation]:
    """Return the organisations in which the membership of `user` allows `act`, each once."""
    mine = Membership.objects.filter(user=user, role__in=ALLOWED[act])
    return Organisation.objects.filter(pk__in=mine.values("organisation"))


def may(user: User, act: Act, organisation: Organisation | None = None) -> bool:
    """Whether `user` may do `act` for `organisation`, or for any of theirs when none is given."""
    where = organisations(user, act)
    return (where.filter(pk=organisation.pk) if organisation else where).exists()


def require(user: User, act: Act, organisation: Organisation | None = None) -> None:
    """Raise PermissionDenied, with a sentence to show, unless `may`."""
    if not may(user, act, organisation):
        raise PermissionDenied(refusal(act))


def refusal(act: Act) -> str:
    """Return what is said to a member who may not do `act`."""
    return str(REFUSALS[act])
