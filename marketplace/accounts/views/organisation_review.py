"""A reviewer looks at what an organisation has proved, and may confirm by hand with a reason."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from marketplace.accounts import organisation_log
from marketplace.accounts.decided.decide_as_seen import Wish, decide_as_seen
from marketplace.accounts.forms.organisation import ConfirmForm
from marketplace.accounts.models import Organisation, Proof, User
from marketplace.accounts.permissions import person, roles
from marketplace.accounts.proof import prove_sponsor
from marketplace.states import IllegalTransition, StateChanged

REVIEWER = User.Role.REVIEWER
PER_PAGE = 30
LINES = 20


@require_safe
@roles(REVIEWER)
def organisation_list(request: HttpRequest) -> HttpResponse:
    """Brands, those with something unproved first."""
    brands = Organisation.objects.brands().least_proved_first()
    page = Paginator(brands, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "accounts/review_list.html", {"organisations": page, "page": page})


@require_http_methods(["GET", "POST"])
@roles(REVIEWER)
def organisation(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one brand's proofs and log; a POST confirms a number or a domain by hand."""
    found = get_object_or_404(Organisation, pk=pk)
    typed = request.POST if request.method == "POST" else None
    form = ConfirmForm(typed, initial={"value": found.siren})
    if form.is_bound and form.is_valid():
        _confirm(request, found, form)
        return redirect("accounts:review_organisation", pk)
    proofs = found.proofs.select_related("decided_by")
    context = {
        "organisation": found,
        "proofs": proofs,
        "events": [organisation_log.told(event) for event in organisation_log.of(found)[:LINES]],
        "form": form,
    }
    return render(
        request, "accounts/review_organisation.html", context, status=422 if form.errors else 200
    )


def _confirm(request: HttpRequest, found: Organisation, form: ConfirmForm) -> None:
    data, by = form.cleaned_data, person(request)
    kind, value, reason = Proof.Kind(data["kind"]), data["value"], data["reason"]
    try:
        proof = prove_sponsor.find(found, kind, value) or prove_sponsor.named(found, kind, value)
        decide_as_seen(
            proof,
            Wish.posted(request, Proof.Status.VERIFIED, reason),
            lambda _row: prove_sponsor.confirm(prove_sponsor.named(found, kind, value), by, reason),
        )
    except (IllegalTransition, StateChanged):
        messages.info(request, _("This was proved already."))
    else:
        messages.success(request, _("Confirmed."))
