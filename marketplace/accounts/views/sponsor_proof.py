"""Proof of who the sponsor is: its number, its domains, and how the checks go."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from marketplace.accounts import team_permissions
from marketplace.accounts.forms.organisation import DomainForm, NumberForm
from marketplace.accounts.models import Organisation, Proof, User
from marketplace.accounts.permissions import person, roles
from marketplace.accounts.proof import domains, prove_sponsor
from marketplace.accounts.team_permissions import Act
from marketplace.accounts.views.own_organisation import head, mine
from marketplace.answer_get import acts
from marketplace.states import IllegalTransition, StateChanged

BRAND = User.Role.BRAND
Kind, Status = Proof.Kind, Proof.Status


@require_http_methods(["GET", "POST"])
@roles(BRAND)
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what is proved and what is not; a POST gives a number or a domain."""
    found = mine(request, pk, Act.ORGANISATION if request.method == "POST" else Act.LOOK)
    what = request.POST.get("what")
    number = NumberForm(request.POST if what == Kind.NUMBER else None, initial=_known(found))
    domain = DomainForm(request.POST if what == Kind.DOMAIN else None)
    if number.is_bound and number.is_valid():
        _claim_number(request, found, number.cleaned_data["number"])
        return redirect("accounts:proof", pk)
    if domain.is_bound and domain.is_valid():
        prove_sponsor.claim_domain(found, domain.cleaned_data["domain"])
        return redirect("accounts:proof", pk)
    return _page(request, found, number, domain)


def _known(organisation: Organisation) -> dict[str, str]:
    return {"number": organisation.siren}


def _claim_number(request: HttpRequest, found: Organisation, number: str) -> None:
    try:
        prove_sponsor.claim_number(found, number, person(request))
    except (IllegalTransition, StateChanged):
        messages.info(request, _("This number is being checked, or was proved already."))


def _page(
    request: HttpRequest, found: Organisation, number: NumberForm, domain: DomainForm
) -> HttpResponse:
    proofs = list(found.proofs.select_related("decided_by"))
    numbers = [proof for proof in proofs if proof.kind == Kind.NUMBER]
    can_act = team_permissions.may(person(request), Act.ORGANISATION, found)
    settled = bool(numbers) and numbers[0].status in {Status.VERIFIED, Status.CHECKING}
    context = {
        **head(request, found, "proof"),
        "numbers": numbers,
        "domains": [proof for proof in proofs if proof.kind == Kind.DOMAIN],
        "number_form": number if can_act and not settled else None,
        "domain_form": domain if can_act else None,
        "can_act": can_act,
        "made_up": settings.VAT_REGISTER != "vies",
        **_ways(),
    }
    return render(request, "accounts/proof.html", context)


def _ways() -> dict[str, str]:
    return {"prefix": domains.PREFIX, "file": domains.FILE}


@require_safe
@roles(BRAND)
def live(request: HttpRequest, pk: int) -> HttpResponse:
    """One proof, which refreshes itself while it is being checked."""
    proof = _of_mine(request, pk, Act.LOOK)
    can_act = team_permissions.may(person(request), Act.ORGANISATION, proof.organisation)
    context = {"proof": proof, "can_act": can_act, **_ways()}
    return render(request, "accounts/proof_live.html", context)


def _proofs(request: HttpRequest, pk: int) -> HttpResponse:
    return redirect("accounts:proof", _of_mine(request, pk, Act.LOOK).organisation_id)


@roles(BRAND)
@acts(_proofs)
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """Have it checked; a second click finds the check under way."""
    proof = _of_mine(request, pk, Act.ORGANISATION)
    try:
        prove_sponsor.ask_for_check(proof, person(request))
    except (IllegalTransition, StateChanged):
        messages.info(request, _("This check is under way, or done."))
    return redirect("accounts:proof", proof.organisation_id)


@roles(BRAND)
@acts(_proofs)
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a number or a domain off that is not proved; a second click finds it gone (404)."""
    proof = _of_mine(request, pk, Act.ORGANISATION)
    if not prove_sponsor.remove(proof, person(request)):
        messages.info(request, _("What is proved, or being checked, stays."))
    return redirect("accounts:proof", proof.organisation_id)


def _of_mine(request: HttpRequest, pk: int, act: Act) -> Proof:
    own = team_permissions.organisations(person(request))
    every = Proof.objects.select_related("organisation", "decided_by")
    found = get_object_or_404(every.filter(organisation__in=own), pk=pk)
    mine(request, found.organisation_id, act)
    return found
