"""People and organisations, with all that is known of them, for reviewers and finance."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from campaigns.running.suspend_campaigns import suspend_organisation
from marketplace.accounts import search_people, suspend_account
from marketplace.accounts.acting import act_for
from marketplace.accounts.decidable import RESTORED, SUSPENDED
from marketplace.accounts.decided.decide_as_seen import Wish, decide_as_seen
from marketplace.accounts.decision_form import ReasonedForm
from marketplace.accounts.models import Organisation, User
from marketplace.accounts.permissions import person as signed_in
from marketplace.accounts.permissions import roles
from marketplace.answer_get import acts, leads_to
from marketplace.plain_text import ProseField
from payouts import dossier

Role = User.Role
PER_PAGE = 25


class SuspensionForm(ReasonedForm):
    needs_reason = frozenset({"suspend", "restore"})
    decision = forms.ChoiceField(choices=[("suspend", "suspend"), ("restore", "restore")])


class ActingForm(forms.Form):
    reason = ProseField(
        max_length=500,
        error_messages={"required": gettext_lazy("Say why you need to see what they see.")},
    )


@require_safe
@roles(Role.REVIEWER, Role.FINANCE)
def people(request: HttpRequest) -> HttpResponse:
    words = request.GET.get("q", "").strip()[:100]
    of_brands = request.GET.get("show") == "organisations"
    found = search_people.organisations(words) if of_brands else search_people.people(words)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "query": words, "of_brands": of_brands}
    return render(request, "payouts/people/list.html", context)


@require_safe
@roles(Role.REVIEWER, Role.FINANCE)
def person(request: HttpRequest, pk: int) -> HttpResponse:
    return _show(request, get_object_or_404(User, pk=pk))


@require_safe
@roles(Role.REVIEWER, Role.FINANCE)
def organisation(request: HttpRequest, pk: int) -> HttpResponse:
    return _show(request, get_object_or_404(Organisation, pk=pk))


def _show(
    request: HttpRequest, whom: User | Organisation, status: int = 200, **more: object
) -> HttpResponse:
    of_person = isinstance(whom, User)
    facts = dossier.of_person(whom) if isinstance(whom, User) else dossier.of_organisation(whom)
    context = {
        "whom": whom,
        "kind": "person" if of_person else "organisation",
        "lasting": suspend_account.lasting(whom),
        "may_decide": signed_in(request).role == Role.REVIEWER,
        **facts,
        **more,
    }
    name = "person" if of_person else "organisation"
    return render(request, f"payouts/people/{name}.html", context, status=status)


@roles(Role.REVIEWER)
@acts(leads_to("payouts:person", "pk"))
def person_suspend(request: HttpRequest, pk: int) -> HttpResponse:
    return _decide(request, get_object_or_404(User, pk=pk))


@roles(Role.REVIEWER)
@acts(leads_to("payouts:organisation", "pk"))
def organisation_suspend(request: HttpRequest, pk: int) -> HttpResponse:
    return _decide(request, get_object_or_404(Organisation, pk=pk))


def _decide(request: HttpRequest, whom: User | Organisation) -> HttpResponse:
    """Suspend or restore; twice is once."""
    form, by = SuspensionForm(request.POST), signed_in(request)
    kind = "person" if isinstance(whom, User) else "organisation"
    if not form.is_valid():
        return _show(request, whom, status=422, refused=form.refused(kind, whom.pk))
    reason = form.cleaned_data["reason"]
    restores = form.cleaned_data["decision"] == "restore"
    wish = Wish.posted(request, RESTORED if restores else SUSPENDED, reason)
    try:
        decide_as_seen(whom, wish, lambda whom: _act(whom, by, reason, restores=restores))
    except suspend_account.CannotSuspend:
        messages.error(request, _("Staff are not suspended here."))
    return redirect(f"payouts:{kind}", whom.pk)


def _act(whom: User | Organisation, by: User, reason: str, *, restores: bool) -> None:
    if restores:
        suspend_account.restore(whom, by, reason)
    elif isinstance(whom, Organisation):
        suspend_organisation(whom, by, reason)
    else:
        suspend_account.suspend(whom, by, reason)


@roles(Role.REVIEWER)
@acts(leads_to("payouts:person", "pk"))
def act(request: HttpRequest, pk: int) -> HttpResponse:
    """See the site as this person does, for half an hour, to help them."""
    whom, form = get_object_or_404(User, pk=pk), ActingForm(request.POST)
    if not form.is_valid():
        typed = {"reason": request.POST.get("reason", "")}
        wrong = {"kind": "act", "pk": pk, "error": form.errors["reason"][0], "typed": typed}
        return _show(request, whom, status=422, refused=wrong)
    act_for.begin_acting(request, signed_in(request), whom, form.cleaned_data["reason"])
    return redirect("accounts:home")
