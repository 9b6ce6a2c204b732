"""Invitations: the page that the mail leads to, one's own, and what an owner does with them."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from marketplace.accounts import invite_member, team_permissions
from marketplace.accounts.decided.decide_as_seen import Wish, decide_as_seen
from marketplace.accounts.invite_member import NotPossible
from marketplace.accounts.models import Invitation, User
from marketplace.accounts.permissions import person, roles
from marketplace.accounts.team_permissions import Act
from marketplace.accounts.views.own_organisation import mine
from marketplace.answer_get import acts, leads_to
from marketplace.names import before_stop
from marketplace.states import IllegalTransition, StateChanged


@never_cache
@require_safe
def from_mail(request: HttpRequest, token: str) -> HttpResponse:
    """Where the mail leads, for anybody: who invites whom, and what to do or why it is over."""
    invitation = invite_member.by_token(token)
    signed_in = request.user.is_authenticated
    context = {
        "invitation": invitation,
        "over": invitation is None or invitation.status != invite_member.Status.OPEN
        or invitation.expired,
        "obstacle": invite_member.obstacle(invitation, person(request))
        if invitation and signed_in else "",
    }  # fmt: skip
    return render(request, "accounts/invitation.html", context, status=200 if invitation else 404)


@require_safe
@login_required
def waiting(request: HttpRequest) -> HttpResponse:
    """The invitations sent to one's own address."""
    context = {"invitations": invite_member.waiting_for(person(request))}
    return render(request, "accounts/invitation_list.html", context)


@login_required
@acts(leads_to("accounts:invitation_list"))
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Join; only the address that was invited finds the invitation (404)."""
    user = person(request)
    found = get_object_or_404(Invitation, pk=pk, email__iexact=user.email)
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


def _team(request: HttpRequest, pk: int) -> HttpResponse:
    return redirect("accounts:team", _of_mine(request, pk).organisation_id)


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
    return redirect("accounts:team", found.organisation_id)


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
    return redirect("accounts:team", found.organisation_id)


def _of_mine(request: HttpRequest, pk: int) -> Invitation:
    own = team_permissions.organisations(person(request))
    found = get_object_or_404(Invitation.objects.filter(organisation__in=own), pk=pk)
    mine(request, found.organisation_id, Act.TEAM)
    return found
