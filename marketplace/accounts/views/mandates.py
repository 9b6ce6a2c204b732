"""Mandates: an agency asks, a brand's owner answers, either ends."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from marketplace.accounts import invite_brand, invite_member, mandates, team_permissions
from marketplace.accounts.decided.decide_as_seen import Wish, decide_as_seen
from marketplace.accounts.forms.organisation import (
    InviteBrandForm,
    MandateLimitsForm,
    MandateRequestForm,
)
from marketplace.accounts.models import Mandate, Organisation, User
from marketplace.accounts.permissions import person, roles
from marketplace.accounts.team_permissions import Act
from marketplace.accounts.views.own_organisation import head, mine
from marketplace.answer_get import acts
from marketplace.names import before_stop
from marketplace.states import IllegalTransition, StateChanged

BRAND = User.Role.BRAND
Status = Mandate.Status


@require_http_methods(["GET", "POST"])
@roles(BRAND)
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the mandates; a POST of an agency asks for one, or invites a brand."""
    found = mine(request, pk, Act.ORGANISATION if request.method == "POST" else Act.LOOK)
    if request.method == "POST" and request.POST.get("what") == "invite":
        invites = InviteBrandForm(request.POST)
        if invites.is_valid() and _invite(request, found, invites):
            return redirect("accounts:mandates", pk)
        return page(request, found, invites=invites)
    form = MandateRequestForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _ask(request, found, form):
        return redirect("accounts:mandates", pk)
    return page(request, found, form, invites=_instead(form))


def _invite(request: HttpRequest, agency: Organisation, form: InviteBrandForm) -> bool:
    try:
        invite_brand.invite_brand(agency, by=person(request), **form.cleaned_data)
    except invite_member.NotPossible as reason:
        form.add_error("email", str(reason))
        return False
    messages.success(request, _("The invitation is on its way."))
    return True


def _instead(form: MandateRequestForm) -> InviteBrandForm:
    """What was typed to ask a brand that is not here is there to invite it."""
    typed = {name: form.data.get(name, "") for name in ("brand", "limit_cents", "ends_on")}
    named = "email" if "@" in typed["brand"] else "name"
    return InviteBrandForm(initial={**typed, named: typed["brand"]})


def _ask(request: HttpRequest, agency: Organisation, form: MandateRequestForm) -> bool:
    data = form.cleaned_data
    try:
        brand = mandates.find_brand(data["brand"])
        mandates.request(agency, brand, person(request), data["limit_cents"], data["ends_on"])
    except mandates.NotPossible as reason:
        form.add_error("brand", str(reason))
        return False
    messages.success(request, _("%(brand)s has been asked.") % {"brand": before_stop(brand)})
    return True


def page(
    request: HttpRequest,
    found: Organisation,
    form: MandateRequestForm | None = None,
    answer: tuple[Mandate, MandateLimitsForm] | None = None,
    invites: InviteBrandForm | None = None,
) -> HttpResponse:
    """Render the page; `answer` is an acceptance that could not be taken, with what was typed."""
    can_act = team_permissions.may(person(request), Act.ORGANISATION, found)
    rows = [_row(mandate, found, can_act, answer) for mandate in mandates.of(found)]
    asks = can_act and found.kind == Organisation.Kind.AGENCY
    context = {
        **head(request, found, "mandates"),
        "invited": found.invitations.of_brands().not_revoked().select_related("brand"),
        "invites": (invites or InviteBrandForm()) if asks else None,
        "can_act": can_act,
        "open": [row for row in rows if row["mandate"].ended_at is None],
        "over": [row for row in rows if row["mandate"].ended_at is not None],
        "form": (form or MandateRequestForm()) if asks else None,
    }
    return render(request, "accounts/mandates.html", context)


def _row(
    mandate: Mandate,
    found: Organisation,
    can_act: bool,
    answer: tuple[Mandate, MandateLimitsForm] | None,
) -> dict[str, Any]:
    ours = mandate.agency_id == found.pk
    asked = mandate.status == Status.REQUESTED
    form = None
    if asked and can_act and not ours:
        typed = answer[1] if answer and answer[0].pk == mandate.pk else None
        form = typed or MandateLimitsForm(
            initial={"limit_cents": mandate.limit_cents, "ends_on": mandate.ends_on},
            prefix=f"m{mandate.pk}",
        )
    return {
        "mandate": mandate,
        "other": mandate.brand if ours else mandate.agency,
        "limits": mandates.limits(mandate),
        "form": form,
        "can_withdraw": asked and can_act and ours,
        "can_end": mandate.status == Status.ACCEPTED and can_act,
    }


def _mandates(request: HttpRequest, pk: int) -> HttpResponse:
    _mandate, side = _found(request, pk)
    return redirect("accounts:mandates", side.pk)


@roles(BRAND)
@acts(_mandates)
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept, decline, withdraw or end; a second click or another tab changes nothing more."""
    mandate, side = _found(request, pk)
    to = request.POST.get("to", "")
    form = MandateLimitsForm(request.POST, prefix=f"m{pk}")
    if to == Status.ACCEPTED and not form.is_valid():
        return page(request, side, answer=(mandate, form))
    by = person(request)
    try:
        decide_as_seen(mandate, Wish.posted(request, to), lambda row: _act(row, side, to, by, form))
    except (IllegalTransition, StateChanged):
        messages.info(request, _("This mandate had already moved on."))
    return redirect("accounts:mandates", side.pk)


def _act(mandate: Mandate, side: Organisation, to: str, by: User, form: MandateLimitsForm) -> None:
    """Do what this side may do; the other side's acts do nothing here."""
    if to == Status.ENDED:
        mandates.end_mandate(mandate, by)
    elif side.pk == mandate.agency_id:
        if to == Status.WITHDRAWN:
            mandates.withdraw(mandate, by)
    elif to == Status.ACCEPTED:
        mandates.accept(mandate, by, **form.cleaned_data)
    elif to == Status.DECLINED:
        mandates.decline(mandate, by)


def _found(request: HttpRequest, pk: int) -> tuple[Mandate, Organisation]:
    """Return the mandate and the side that this person speaks for here.

    Somebody may own both sides: the page that they came from says which one speaks.
    """
    own = team_permissions.organisations(person(request))
    both = Mandate.objects.select_related("agency", "brand")
    found = get_object_or_404(both.filter(agency__in=own) | both.filter(brand__in=own), pk=pk)
    sides = [side for side in (found.brand, found.agency) if own.filter(pk=side.pk).exists()]
    named = [side for side in sides if str(side.pk) == request.POST.get("side")]
    side = (named or sides)[0]
    mine(request, side.pk, Act.ORGANISATION)
    return found, side
