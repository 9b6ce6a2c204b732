"""Home, the way in, saying who one is, and one's own page."""

from __future__ import annotations

from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from marketplace.accounts import invite_brand, invite_member, sessions
from marketplace.accounts.example import example_receipt
from marketplace.accounts.forms.account import MeForm, OrganisationForm, TermsForm
from marketplace.accounts.language import remember
from marketplace.accounts.models import Mandate, Membership, Organisation, User
from marketplace.accounts.permissions import missing_step, person
from marketplace.answer_get import acts, leads_to
from marketplace.terms.accepting import accept, to_accept

FIRST_PAGE = {
    User.Role.INFLUENCER: "campaigns:find",
    User.Role.BRAND: "campaigns:campaign_list",
    User.Role.REVIEWER: "campaigns:desk",
    User.Role.FINANCE: "payouts:run_list",
}
ONBOARDING = "accounts:onboarding"


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Say what Franc is; somebody who is signed in goes to their own first page."""
    if request.user.is_authenticated:
        return redirect("accounts:start")
    return render(request, "accounts/home.html", {"receipt": example_receipt()})


@require_safe
@login_required
def start(request: HttpRequest) -> HttpResponse:
    user = person(request)
    return redirect(missing_step(user) or FIRST_PAGE[User.Role(user.role)])


@require_http_methods(["GET", "POST"])
@login_required
def onboarding(request: HttpRequest) -> HttpResponse:
    """Ask a brand or agency who they are, once; influencers have pages of their own."""
    user = person(request)
    if user.is_staff:
        raise PermissionDenied
    if missing_step(user) != ONBOARDING:
        return redirect("accounts:start")
    if user.role == User.Role.INFLUENCER:
        return redirect("accounts:about")
    waiting = invite_member.waiting_for(user)
    if "own" not in request.GET and waiting.of_members().exists():
        return redirect("accounts:invitation_list")
    asking = list(waiting.of_brands())
    named = {"name": asking[0].brand_name} if asking else {}
    form = OrganisationForm(request.POST or None, initial={"kind": "brand", **named})
    if request.method == "POST" and _keep(user, form):
        return redirect(_where_asked(form.instance))
    context = {"form": form, "role": user.role, "asking": asking}
    return render(request, "accounts/onboarding.html", context)


def _where_asked(made: Organisation) -> str:
    """Agencies that invited a new brand wait on its page of mandates."""
    asked = Mandate.objects.requested().filter(brand=made.pk).exists()
    return reverse("accounts:mandates", args=[made.pk]) if asked else reverse("accounts:start")


def _keep(user: User, form: OrganisationForm) -> bool:
    """Make the organisation; whether this person has one now, by this click or the one before."""
    try:
        if form.is_valid():
            _make_organisation(user, form)
    except IntegrityError:  # somebody took a name like it this very moment
        params = {"name": form.cleaned_data["name"]}
        form.add_error("name", ValidationError(form.TAKEN, code="taken", params=params))
    return missing_step(user) != ONBOARDING


def _make_organisation(user: User, form: OrganisationForm) -> None:
    with transaction.atomic():
        # The user's row is the lock: a double click makes one organisation.
        User.objects.select_for_update().get(pk=user.pk)
        if missing_step(user) == ONBOARDING:
            made = form.save()
            Membership.objects.create(user=user, organisation=made)
            invite_brand.arrive(user, made)


@require_http_methods(["GET", "POST"])
@login_required
def terms(request: HttpRequest) -> HttpResponse:
    """Ask to accept the terms that came into force since; once."""
    user = person(request)
    document = to_accept(user.pk, user.role)
    if document is None:
        return redirect("accounts:start")
    form = TermsForm(request.POST or None, document=document)
    if request.method == "POST" and form.is_valid():
        accept(user.pk, document)
        return redirect("accounts:start")
    again = user.acceptances.filter(kind=document.kind).exists()
    context = {"form": form, "document": document, "again": again}
    return render(request, "accounts/terms.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def me(request: HttpRequest) -> HttpResponse:
    """Name and language, and the way to address, password, second factor and sessions."""
    user = person(request)
    form = MeForm(request.POST or None, instance=user)
    if request.method == "POST" and form.is_valid():
        form.save()
        translation.activate(user.language)
        messages.success(request, _("Saved."))
        response = redirect("accounts:me")
        remember(response, user.language)
        return response
    context = {
        "form": form,
        "organisation": user.organisations.order_by("pk").first(),
        "mfa": is_mfa_enabled(user),
        "acceptances": user.acceptances.all(),
    }
    return render(request, "accounts/me.html", context)


@login_required
@acts(leads_to("usersessions_list"))
def session_end(request: HttpRequest, pk: int) -> HttpResponse:
    sessions.end(request, pk)
    messages.success(request, _("That session is ended."))
    return redirect("usersessions_list")
