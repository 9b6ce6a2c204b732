"""Change a campaign that runs: what is applied at once, and what a reviewer reads first."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from campaigns.drafts.audience_form import AudienceForm
from campaigns.drafts.offer_form import UTM_NAMES, OfferForm, check_destination
from campaigns.drafts.save_draft import Conflict, StepForm
from campaigns.drafts.show_conflict import show_conflict
from campaigns.drafts.words_form import WordsForm
from campaigns.drafts.worth_form import LONGEST_DAYS, WorthForm
from campaigns.models import Amendment, Campaign
from campaigns.running import amend_campaign, lifecycle
from campaigns.views.brand import find_campaign
from marketplace.accounts.decided.decide_as_seen import Wish, decide_as_seen
from marketplace.accounts.models import User
from marketplace.accounts.permissions import person, roles
from marketplace.accounts.team_permissions import Act
from marketplace.answer_get import acts
from marketplace.paris_days import paris_today

Role = User.Role


class ChangeForm(StepForm):
    """The fields of the steps that may change, with the same words and limits as there."""

    landing_url = deepcopy(OfferForm.base_fields["landing_url"])

    class Meta:
        model = Campaign
        fields = [*amend_campaign.AT_ONCE, *amend_campaign.AFTER_REVIEW]
        widgets = {"brief": forms.Textarea(attrs={"rows": 8, "data-rich": ""})}

    parts = (
        (gettext_lazy("Changes at once"), amend_campaign.AT_ONCE),
        (gettext_lazy("A person reads it first"), amend_campaign.AFTER_REVIEW),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.running = Campaign.objects.get(pk=self.instance.pk)
        for step in (OfferForm, WordsForm, AudienceForm, WorthForm):
            for name, field in step.base_fields.items():
                if name in self.fields:
                    self.fields[name] = deepcopy(field)
        for name in ("title", "brief", "landing_url"):
            self.fields[name].required = True

    clean_brief = WordsForm.clean_brief
    clean_required_words = WordsForm.clean_required_words
    clean_forbidden_words = WordsForm.clean_forbidden_words
    clean_landing_url = OfferForm.clean_landing_url

    def clean_ends_on(self) -> Any:
        day = self.cleaned_data["ends_on"]
        if day != self.running.ends_on and day < paris_today():
            raise ValidationError(_("To end it today, use “End now”."), code="past")
        if (day - self.running.starts_on).days > LONGEST_DAYS:
            raise ValidationError(_("A campaign lasts a year at most."), code="long")
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        rate = data.get("rate_cents")
        for name in ("cap_cents", "daily_budget_cents", "trial_cap_cents"):
            value = data.get(name)
            if rate and value is not None and value < rate:
                self.add_error(name, _("This is less than one click costs."))
        check_destination(self, {name: getattr(self.running, name) for name in UTM_NAMES})
        return data


@require_http_methods(["GET", "POST"])
@roles(Role.BRAND)
def campaign_change(request: HttpRequest, pk: int) -> HttpResponse:
    campaign = find_campaign(request, pk, Act.CAMPAIGNS)
    if campaign.status not in lifecycle.RUNNING:
        messages.info(request, _("Only a campaign that runs is changed here."))
        return redirect("campaigns:campaign", pk)
    form = ChangeForm(request.POST or None, instance=campaign, user=person(request))
    if request.method == "POST" and form.is_valid():
        try:
            shown = form.cleaned_data["version"] or 0
            proposal = amend_campaign.amend_campaign(pk, shown, form.values(), person(request))
        except Conflict as conflict:
            now = conflict.made
            runs = now is not None and now.status in lifecycle.RUNNING
            show_conflict(form, conflict, editable=runs)
        else:
            words = _("Saved. A person reads the rest before it is in force.") if proposal else ""
            messages.success(request, words or _("Saved."))
            return redirect("campaigns:campaign", pk)
    context = {"form": form, "campaign": form.running, "never": never_changed()}
    return render(request, "campaigns/campaign_change.html", context)


def _campaign(request: HttpRequest, pk: int) -> HttpResponse:
    amendment = get_object_or_404(Amendment, pk=pk)
    return redirect("campaigns:campaign", find_campaign(request, amendment.campaign_id).pk)


@roles(Role.BRAND)
@acts(_campaign)
def amendment_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    amendment, by = get_object_or_404(Amendment, pk=pk), person(request)
    find_campaign(request, amendment.campaign_id, Act.CAMPAIGNS)
    decide_as_seen(
        amendment,
        Wish.posted(request, Amendment.Status.WITHDRAWN),
        lambda row: amend_campaign.withdraw(row, by),
    )
    return redirect("campaigns:campaign", amendment.campaign_id)


def never_changed() -> list[str]:
    """Say what stays as it was when people joined, and what to do instead."""
    return [
        _("The sponsor, the category and the fee: duplicate the campaign instead."),
        _("The days before earnings are available: people joined on them."),
        _("The price and cap of those who have joined: theirs were frozen when they did."),
        _("The budget: it only grows, on the campaign’s page."),
    ]
