"""Who may sponsor a campaign that a user books, and who then buys it."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from marketplace.accounts.models import Organisation, User


def possible_sponsors(user: User) -> QuerySet[Organisation]:
    """Return the brands that `user` may book for: their own, and those of running mandates."""
    own = Q(memberships__user=user, kind=Organisation.Kind.BRAND)
    mandated = Q(mandates_given__agency__memberships__user=user, mandates_given__ended_at=None)
    return Organisation.objects.filter(own | mandated).distinct().order_by("name")


def buyer_for(user: User, sponsor: Organisation) -> Organisation:
    """Return who books for `sponsor` when `user` does: the brand itself, else the agency."""
    if sponsor.memberships.filter(user=user).exists():
        return sponsor
    return Organisation.objects.filter(
        memberships__user=user, mandates_held__brand=sponsor, mandates_held__ended_at=None
    ).get()
