"""The influencer's profile, step by step: each page saves, and one can come back at any time."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from marketplace.accounts.forms.profile import (
    AboutForm,
    SocialAccountForm,
    VoiceForm,
    countries_of,
    languages_of,
)
from marketplace.accounts.models import Influencer, SocialAccount, User
from marketplace.accounts.permissions import person, roles
from marketplace.accounts.social import list_account, prove_account
from marketplace.accounts.social.profile_progress import progress
from marketplace.answer_get import acts, leads_to
from marketplace.audience import Country

Role = User.Role
WAY = ("about", "voice", "account")  # the first steps, for a bar of three


@require_http_methods(["GET", "POST"])
@login_required
def about(request: HttpRequest) -> HttpResponse:
    """The one page that must come first: without it there is no influencer."""
    user = person(request)
    if user.role != Role.INFLUENCER:
        raise PermissionDenied
    known = Influencer.objects.filter(user=user).first()
    form = AboutForm(
        request.POST or None,
        instance=known or Influencer(user=user),
        initial={} if known else {"display_name": user.name, "country": _country(request)},
    )
    if request.method == "POST" and form.is_valid():
        _keep(form, user)
        return _onward(request, first=known is None, to="accounts:voice")
    return _step(request, "about", {"form": form, "known": known})


def _keep(form: AboutForm, user: User) -> None:
    with transaction.atomic():
        # The user's row is the lock: a double click makes one profile.
        User.objects.select_for_update().get(pk=user.pk)
        if form.instance.pk or not Influencer.objects.filter(user=user).exists():
            form.save()


@require_http_methods(["GET", "POST"])
@roles(Role.INFLUENCER)
def voice(request: HttpRequest) -> HttpResponse:
    influencer = person(request).influencer
    first = not influencer.languages
    heard = languages_of(request.headers.get("Accept-Language", ""))
    form = VoiceForm(
        request.POST or None,
        instance=influencer,
        initial={"languages": heard or ["fr"]} if first else {},
    )
    if request.method == "POST" and form.is_valid():
        form.save()
        first = first and not influencer.accounts.exists()
        return _onward(request, first=first, to="accounts:social_create")
    return _step(request, "voice", {"form": form, "known": None if first else influencer})


@require_http_methods(["GET", "POST"])
@roles(Role.INFLUENCER)
def social_create(request: HttpRequest) -> HttpResponse:
    influencer = person(request).influencer
    first = not influencer.accounts.exists()
    form = SocialAccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            list_account.add(influencer, **form.cleaned_data)
        except list_account.TooMany:
            form.add_error(None, _("Twelve accounts at most: take one off your list first."))
        else:
            return redirect("accounts:start" if first else "accounts:social_list")
    return _step(request, "account", {"form": form, "known": None if first else influencer})


def _step(request: HttpRequest, code: str, context: dict[str, object]) -> HttpResponse:
    number = WAY.index(code) + 1
    context |= {"code": code, "number": number, "steps": len(WAY), "before": number - 1}
    return render(request, f"accounts/profile/{code}.html", context)


def _onward(request: HttpRequest, *, first: bool, to: str) -> HttpResponse:
    """On the way in, the next step; later, back to the profile."""
    if first:
        return redirect(to)
    messages.success(request, _("Saved."))
    return redirect("accounts:social_list")


@require_safe
@roles(Role.INFLUENCER)
def social_list(request: HttpRequest) -> HttpResponse:
    influencer = person(request).influencer
    context = {
        "influencer": influencer,
        "accounts": list(influencer.accounts.all()),
        "progress": progress(influencer),
    }
    return render(request, "accounts/profile/accounts.html", context)


@roles(Role.INFLUENCER)
@acts(leads_to("accounts:social_list"))
def social_prove(request: HttpRequest, pk: int) -> HttpResponse:
    """The code is in the profile, they say: a second press changes nothing."""
    prove_account.ask_for_proof(_mine(request, pk))
    return redirect("accounts:social_list")


@roles(Role.INFLUENCER)
@acts(leads_to("accounts:social_list"))
def social_remove(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        list_account.remove(_mine(request, pk))
    except list_account.IsProof:
        messages.info(request, _("This account is proven or being checked: it stays."))
    return redirect("accounts:social_list")


def _mine(request: HttpRequest, pk: int) -> SocialAccount:
    mine = SocialAccount.objects.filter(influencer__user=person(request))
    return get_object_or_404(mine, pk=pk)


def _country(request: HttpRequest) -> str:
    named = countries_of(request.headers.get("Accept-Language", ""))
    return next((code for code in named if code in Country.values), Country.FRANCE)
