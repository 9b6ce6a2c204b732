"""The organisation that a page is about, if it is one of this person's."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from marketplace.accounts import team_permissions
from marketplace.accounts.models import Organisation
from marketplace.accounts.permissions import person
from marketplace.accounts.team_permissions import Act


def mine(request: HttpRequest, pk: int, act: Act = Act.LOOK) -> Organisation:
    """Return the organisation; another tenant's does not exist (404).

    Raises PermissionDenied, with a sentence, for a member who may not do `act`.
    """
    user = person(request)
    found = get_object_or_404(team_permissions.organisations(user), pk=pk)
    if not team_permissions.may(user, act, found):
        raise PermissionDenied(team_permissions.refusal(act))
    return found


def head(request: HttpRequest, organisation: Organisation, here: str) -> dict[str, Any]:
    """Return what the head of each of its pages shows: it, this person's others, which page."""
    others = team_permissions.organisations(person(request)).exclude(pk=organisation.pk)
    return {"organisation": organisation, "here": here, "others": others.order_by("name")}
