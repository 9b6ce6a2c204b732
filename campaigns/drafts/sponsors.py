"""Who may sponsor a campaign that a user books, and who then buys it."""

from __future__ import annotations

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


def buyer_for(user: User, sponsor: Organisation) -> Organisation:
    """Return who books for `sponsor` when `user` does: the brand itself, else the agency.

    Somebody in two agencies with a mandate of the same brand books through the older mandate.
    """
    mine = team_permissions.organisations(user, Act.CAMPAIGNS)
    if mine.filter(pk=sponsor.pk).exists():
        return sponsor
    mandates = Mandate.objects.running().filter(brand=sponsor, agency__in=mine)
    return mandates.select_related("agency").order_by("pk")[:1].get().agency
