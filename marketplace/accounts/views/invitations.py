"""Invitations: the page that the mail leads to, one's own, and what an owner does with them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from marketplace.accounts import invite_brand, invite_member, team_permissions
from marketplace.accounts.decided.decide_as_seen import Wish, decide_as_seen
from marketplace.accounts.invite_member import NotPossible
from marketplace.accounts.models import Invitation, User
from marketplace.accounts.permissions import missing_step, person, roles
from marketplace.accounts.team_permissions import Act
from marketplace.accounts.views.own_organisation import mine
from marketplace.answer_get import acts, leads_to
from marketplace.names import before_stop
from marketplace.states import IllegalTransition, StateChanged

ONBOARDING = "accounts:onboarding"
MOST_DIGITS = 19  # of an id


@never_cache
@require_safe
def from_mail(request: HttpRequest, token: str) -> HttpResponse:
    """Where the mail leads, for anybody: who invites whom, and what to do or why it is over."""
    invitation = invite_member.by_token(token)
    if invitation and request.method == "GET":
        invite_brand.note_opened(invitation)
    context = {
        "invitation": invitation,
        "over": invitation is None or invitation.status != invite_member.Status.OPEN
        or invitation.expired,
        **(_answers(invitation, request) if invitation else {}),
    }  # fmt: skip
    return render(request, "accounts/invitation.html", context, status=200 if invitation else 404)


def _answers(invitation: Invitation, request: HttpRequest) -> dict[str, Any]:
    """What whoever is signed in can do with it, or why they cannot."""
    if not request.user.is_authenticated:
        return {"obstacle": ""}
    user = person(request)
    act = invite_brand if invitation.of_brand else invite_member
    return {"obstacle": act.obstacle(invitation, user), "brands": invite_brand.brands_of(user)}


@require_safe
@login_required
def waiting(request: HttpRequest) -> HttpResponse:
    """The invitations sent to one's own address."""
    user = person(request)
    context = {
        "invitations": invite_member.waiting_for(user),
        "brands": list(invite_brand.brands_of(user)),
        "needs_brand": missing_step(user) == ONBOARDING,
    }
    return render(request, "accounts/invitation_list.html", context)


@login_required
@acts(leads_to("accounts:invitation_list"))
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Join; only the address that was invited finds the invitation (404)."""
    user = person(request)
    found = get_object_or_404(Invitation, pk=pk, email__iexact=user.email)
    if found.of_brand:
        return _accept_as_brand(request, found, user)
    try:
        invite_member.accept(found, user)
    except NotPossible as reason:
        if not team_permissions.may(
            user, Act.LOOK, found.organisation
        ):  # a second click changes nothing
            messages.error(request, str(reason))
            return redirect("accounts:invitation_list")
    except (IllegalTransition, StateChanged):
        messages.info(request, _("This invitation is no longer open."))
        return redirect("accounts:start")
    words = _("You are now a member of %(organisation)s.")
    messages.success(request, words % {"organisation": before_stop(found.organisation)})
    return redirect("accounts:start")


def _accept_as_brand(request: HttpRequest, found: Invitation, user: User) -> HttpResponse:
    """Choose the brand that is asked: the request waits on its page of mandates."""
    chosen = request.POST.get("brand", "")
    number = int(chosen) if chosen.isdecimal() and len(chosen) < MOST_DIGITS else 0
    named = invite_brand.brands_of(user).filter(pk=number).first()
    if named is None:
        return redirect("accounts:invitation_list")
    try:
        invite_brand.accept(found, user, named)
    except NotPossible as reason:
        messages.info(request, str(reason))
    except (IllegalTransition, StateChanged):
        messages.info(request, _("This invitation is no longer open."))
    return redirect("accounts:mandates", named.pk)


def _shown_on(found: Invitation) -> HttpResponse:
    """Lead to the page that lists it."""
    return redirect(f"accounts:{'mandates' if found.of_brand else 'team'}", found.organisation_id)


def _team(request: HttpRequest, pk: int) -> HttpResponse:
    return _shown_on(_of_mine(request, pk))


@roles(User.Role.BRAND)
@acts(_team)
def send_again(request: HttpRequest, pk: int) -> HttpResponse:
    found = _of_mine(request, pk)
    try:
        invite_member.send_again(found, person(request))
    except NotPossible as reason:
        messages.info(request, str(reason))
    else:
        messages.success(request, _("The invitation is on its way."))
    return _shown_on(found)


@roles(User.Role.BRAND)
@acts(_team)
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    found, by = _of_mine(request, pk), person(request)
    try:
        decide_as_seen(
            found,
            Wish.posted(request, Invitation.Status.REVOKED),
            lambda row: invite_member.revoke(row, by),
        )
    except (IllegalTransition, StateChanged):
        messages.info(request, _("This invitation is no longer open."))
    return _shown_on(found)


def _of_mine(request: HttpRequest, pk: int) -> Invitation:
    own = team_permissions.organisations(person(request))
    found = get_object_or_404(Invitation.objects.filter(organisation__in=own), pk=pk)
    mine(request, found.organisation_id, Act.ORGANISATION if found.of_brand else Act.TEAM)
    return found
