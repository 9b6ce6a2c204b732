"""Step 3 of a draft: who may take part, and how many may join a day."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campaigns.drafts.save_draft import StepForm
from campaigns.models import Campaign
from marketplace.audience import Country, Language, Network, Tier
from marketplace.form_fields import CountField, EuroField

TIER_WORDS = {
    Tier.EVERYDAY: _("Everyday: fewer than 1,000 followers"),
    Tier.NANO: _("Nano: from 1,000"),
    Tier.MICRO: _("Micro: from 10,000"),
    Tier.MID: _("Mid: from 100,000"),
    Tier.MACRO: _("Macro: from 500,000"),
}
HOURS = (("", _("No: a message that passes our checks goes out at once")),
         ("4", _("Yes, I have 4 hours to veto it")),
         ("24", _("Yes, I have 24 hours to veto it")),
         ("72", _("Yes, I have 3 days to veto it")))  # fmt: skip


class AudienceForm(StepForm):
    """Opening to everyone needs a confirmation of its own."""

    step = "audience"

    tiers = forms.MultipleChoiceField(
        label=_("Size of audience"), choices=list(TIER_WORDS.items()),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one: nobody could take part.")},
    )  # fmt: skip
    confirm_everyday = forms.BooleanField(
        label=_("I open this campaign to everyday people, and will watch how it is shared"),
        required=False,
        help_text=_(
            "When a campaign of 2017 was opened to everyone, begging friends for clicks and trading"
            " them in groups began. Such clicks are never paid here, but they cost everybody time:"
            " open slowly, with a few people a day and a cap for newcomers."
        ),
    )
    networks = forms.MultipleChoiceField(
        label=_("Networks"), choices=Network.choices, required=False,
        widget=forms.CheckboxSelectMultiple, help_text=_("None ticked means any."),
    )  # fmt: skip
    languages = forms.MultipleChoiceField(
        label=_("Languages"), choices=Language.choices, required=False,
        widget=forms.CheckboxSelectMultiple, help_text=_("None ticked means any."),
    )  # fmt: skip
    countries = forms.MultipleChoiceField(
        label=_("Countries"), choices=Country.choices, required=False,
        widget=forms.CheckboxSelectMultiple, help_text=_("None ticked means any."),
    )  # fmt: skip
    veto_hours = forms.TypedChoiceField(
        label=_("See each message before it goes out?"), choices=HOURS, required=False,
        coerce=int, empty_value=None, widget=forms.RadioSelect,
    )  # fmt: skip
    joins_per_day = CountField(
        label=_("New influencers a day, at most"), required=False, min_value=1, max_value=10_000,
        help_text=_("The gates open gradually: each day lets in so many."),
    )  # fmt: skip
    trial_cap_cents = EuroField(
        label=_("Cap for newcomers"), lowest=1, highest=99_999, required=False,
        help_text=_("The most that somebody earns before their first post ever is approved."),
    )  # fmt: skip

    parts = (
        (_("Who may take part"), ("tiers", "confirm_everyday", "admission", "veto_hours")),
        (_("How fast the gates open"), ("joins_per_day", "trial_cap_cents")),
    )
    aside = ("networks", "languages", "countries")

    class Meta:
        model = Campaign
        fields = [
            "tiers", "admission", "veto_hours", "joins_per_day", "trial_cap_cents",
            "networks", "languages", "countries",
        ]  # fmt: skip
        widgets = {"admission": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["confirm_everyday"] = self.instance.everyday_confirmed_at is not None
        if not self.is_bound and self.instance.veto_hours is None:
            self.initial["veto_hours"] = ""

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        everyday = Tier.EVERYDAY in (data.get("tiers") or [])
        if everyday and not data.get("confirm_everyday"):
            self.add_error(
                "confirm_everyday", _("Opening to everyday people asks for this confirmation.")
            )
        trial = data.get("trial_cap_cents")
        if trial is not None and trial < self.instance.rate_cents:
            self.add_error("trial_cap_cents", _("This is less than one click costs."))
        return data

    def values(self) -> dict[str, Any]:
        """Note who confirmed opening to everyone, and when; closing it again forgets that."""
        confirmed: dict[str, Any] = {}
        open_to_everyday = Tier.EVERYDAY in self.instance.tiers
        if not open_to_everyday:
            confirmed = {"everyday_confirmed_at": None, "everyday_confirmed_by": None}
        elif self.instance.everyday_confirmed_at is None:
            confirmed = {
                "everyday_confirmed_at": timezone.now(),
                "everyday_confirmed_by": self.user,
            }
        return {**super().values(), **confirmed}
