"""Who may sponsor a campaign that a user books, and who then buys it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from marketplace.accounts import team_permissions
from marketplace.accounts.models import Mandate, Organisation, User
from marketplace.accounts.team_permissions import Act


def possible_sponsors(user: User) -> QuerySet[Organisation]:
    """Return the brands that `user` may book for: their own, and those of running mandates."""
    mine = team_permissions.organisations(user, Act.CAMPAIGNS)
    own = Q(pk__in=mine.filter(kind=Organisation.Kind.BRAND).values("pk"))
    mandated = Q(pk__in=Mandate.objects.running().filter(agency__in=mine).values("brand"))
    return Organisation.objects.filter(own | mandated).order_by("name")


@dataclass(frozen=True)
class NoBrand:
    """An agency that has no mandate, and the names of those whose answer it waits for."""

    agency: Organisation
    asked: list[str]
    invited: list[str]


def agency_without_brand(user: User) -> NoBrand | None:
    """Return the agency of somebody who has no brand to book for, whose way is to get one."""
    if possible_sponsors(user).exists():
        return None
    mine = team_permissions.organisations(user).filter(kind=Organisation.Kind.AGENCY)
    agency = mine.order_by("pk").first()
    if agency is None:
        return None
    asked = agency.mandates_held.requested().values_list("brand__name", flat=True)
    invited = agency.invitations.of_brands().in_time().values_list("brand_name", flat=True)
    return NoBrand(agency, list(asked), list(invited))


def buyer_for(user: User, sponsor: Organisation) -> Organisation:
    """Return who books for `sponsor` when `user` does: the brand itself, else the agency.

    Somebody in two agencies with a mandate of the same brand books through the older mandate.
    """
    mine = team_permissions.organisations(user, Act.CAMPAIGNS)
    if mine.filter(pk=sponsor.pk).exists():
        return sponsor
    mandates = Mandate.objects.running().filter(brand=sponsor, agency__in=mine)
    return mandates.select_related("agency").order_by("pk")[:1].get().agency
