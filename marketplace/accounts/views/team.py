"""The team: who is in it, who is invited, and what happened."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from marketplace.accounts import (
    invite_member,
    membership,
    organisation_log,
    team_permissions,
    working_for,
)
from marketplace.accounts.decided.decide_as_seen import Wish, decide_as_seen
from marketplace.accounts.forms.organisation import InviteForm, RoleForm
from marketplace.accounts.membership import LastOwner
from marketplace.accounts.models import Membership, Organisation, User
from marketplace.accounts.permissions import person, roles
from marketplace.accounts.team_permissions import Act
from marketplace.accounts.views.own_organisation import head, mine
from marketplace.answer_get import acts, leads_to
from marketplace.names import before_stop

BRAND = User.Role.BRAND
PER_PAGE = 20


@require_safe
@roles(BRAND)
def organisation(request: HttpRequest) -> HttpResponse:
    """Lead to the team of the brand one works for, else of one's first organisation."""
    own = team_permissions.organisations(person(request)).order_by("pk")
    chosen = working_for.chosen(request)
    first = (own.filter(pk=chosen.pk).first() if chosen else None) or own.first()
    return redirect("accounts:team", first.pk) if first else redirect("accounts:onboarding")


@require_http_methods(["GET", "POST"])
@roles(BRAND)
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the team; a POST invites somebody into it."""
    asked = Act.TEAM if request.method == "POST" else Act.LOOK
    found = mine(request, pk, asked)
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            invite_member.invite(found, form.cleaned_data["email"], form.cleaned_data["role"],
                            person(request))  # fmt: skip
        except invite_member.NotPossible as reason:
            form.add_error("email", str(reason))
        else:
            messages.success(request, _("The invitation is on its way."))
            return redirect("accounts:team", pk)
    return render(request, "accounts/team.html", _context(request, found, form))


def _context(request: HttpRequest, found: Organisation, form: InviteForm) -> dict[str, Any]:
    user = person(request)
    members = found.memberships.select_related("user").order_by("created_at", "pk")
    page = Paginator(organisation_log.of(found), PER_PAGE).get_page(request.GET.get("page"))
    waiting = found.invitations.open().of_members().select_related("invited_by")
    return {
        **head(request, found, "team"),
        "members": members,
        "invitations": waiting,
        "events": [organisation_log.told(event) for event in page],
        "page": page,
        "form": form,
        "roles": Membership.Role.choices,
        "can_change": team_permissions.may(user, Act.TEAM, found),
    }


@roles(BRAND)
@acts(leads_to("accounts:team", "pk"))
def change_role(request: HttpRequest, pk: int, member: int) -> HttpResponse:
    found = mine(request, pk, Act.TEAM)
    form = RoleForm(request.POST)
    if form.is_valid():
        role, by = form.cleaned_data["role"], person(request)
        try:
            decide_as_seen(
                found.memberships.get(user=member),
                Wish.posted(request, role),
                lambda row: membership.change_role(found, row.user_id, role, by),
            )
        except (LastOwner, Membership.DoesNotExist) as error:
            messages.error(request, _why_not(error))
    return redirect("accounts:team", pk)


@roles(BRAND)
@acts(leads_to("accounts:team", "pk"))
def remove(request: HttpRequest, pk: int, member: int) -> HttpResponse:
    """Take somebody else out; a second click finds them gone."""
    found = mine(request, pk, Act.TEAM)
    try:
        membership.remove(found, member, person(request))
    except (LastOwner, Membership.DoesNotExist) as error:
        messages.error(request, _why_not(error))
    still_in = team_permissions.may(person(request), Act.LOOK, found)
    return redirect("accounts:team", pk) if still_in else redirect("accounts:start")


@roles(BRAND)
@acts(leads_to("accounts:team", "pk"))
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    """Anybody may leave, but for the last owner."""
    found = mine(request, pk)
    try:
        membership.remove(found, person(request).pk, person(request))
    except LastOwner as error:
        messages.error(request, _why_not(error))
        return redirect("accounts:team", pk)
    messages.success(
        request, _("You have left %(organisation)s.") % {"organisation": before_stop(found)}
    )
    return redirect("accounts:start")


def _why_not(error: Exception) -> str:
    if isinstance(error, LastOwner):
        return _("An organisation keeps an owner: make somebody else an owner first.")
    return _("This person is no longer a member.")
