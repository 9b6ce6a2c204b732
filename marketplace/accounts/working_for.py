"""The brand that somebody works for now: kept in their session, shown on every page.

It narrows lists; it grants nothing. What may be seen and done is decided by membership alone.
"""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest

from marketplace.accounts import team_permissions
from marketplace.accounts.models import Mandate, Organisation, User
from marketplace.accounts.permissions import person

KEY = "working_for"


def choices(user: User) -> QuerySet[Organisation]:
    """Return the brands that `user` may work for: their own, and those of running mandates.

    Each says whether it is their own (`is_own`).
    """
    mine = team_permissions.organisations(user)
    own = mine.filter(kind=Organisation.Kind.BRAND, pk=OuterRef("pk"))
    mandated = Q(pk__in=Mandate.objects.running().filter(agency__in=mine).values("brand"))
    brands = Organisation.objects.annotate(is_own=Exists(own))
    return brands.filter(Q(is_own=True) | mandated).order_by("name")


def choose(request: HttpRequest, brand: str) -> None:
    """Keep the choice; '' is all brands, and a brand that is not among the choices is none."""
    wanted = choices(person(request)).filter(pk=int(brand)) if brand.isdecimal() else None
    found = wanted.first() if wanted is not None else None
    if found is None:
        request.session.pop(KEY, None)
    else:
        request.session[KEY] = found.pk


def chosen(request: HttpRequest) -> Organisation | None:
    """Return the chosen brand, or None for all; a mandate that ended takes its choice along."""
    pk = request.session.get(KEY)
    return choices(person(request)).filter(pk=pk).first() if pk else None
