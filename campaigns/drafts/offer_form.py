"""Step 1 of a draft: who sponsors, about what, and where the links lead."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db.models.fields import BLANK_CHOICE_DASH
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext_lazy as _

from campaigns.disclosure import disclosure_policy
from campaigns.drafts.save_draft import StepForm, create_once
from campaigns.drafts.sponsors import buyer_for, possible_sponsors
from campaigns.models import Campaign
from campaigns.models.campaign import LONGEST_DESTINATION, LONGEST_LANDING_URL
from marketplace.accounts.models import User
from marketplace.audience import Tier, Topic
from marketplace.fetching.refusing import FetchRefused, words
from marketplace.fetching.target import named_site
from marketplace.paris_days import paris_today
from marketplace.pasted_fields import HttpsField

OURS_AT_MOST = 100  # characters of the parameters that we add where a campaign names none
FIRST_DAYS = timedelta(days=30)
UTM_NAMES = ("utm_source", "utm_medium", "utm_campaign")
UTM = RegexValidator(r"^[\w.\-+~]*$", _("Letters, digits, dots and dashes only."))


class OfferForm(StepForm):
    """Creates the draft when there is none; `draft_key` comes with the empty form."""

    step = "offer"

    category = forms.ChoiceField(
        label=_("Category"), required=False,
        choices=[  # what the law forbids is named, too: choosing it names the article
            *BLANK_CHOICE_DASH, *Topic.choices,
            (_("Not possible, by law"),
             [(code, one.name) for code, one in disclosure_policy.FORBIDDEN_CATEGORIES.items()]),
        ],
    )  # fmt: skip
    landing_url = HttpsField(
        label=_("Landing page"), longest=LONGEST_LANDING_URL, required=False,
        help_text=_("Where the links lead; it starts with https://. We open it to check."),
    )  # fmt: skip
    is_political = forms.TypedChoiceField(
        label=_("Is it political?"), required=False, empty_value=None,
        choices=[("no", _("No")), ("yes", _("Yes"))], coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        help_text=_(
            "By or for a party, a candidate or somebody in office, or meant to influence a vote or"
            " a law. The question is put to every sponsor (Regulation (EU) 2024/900, art. 7)."
        ),
    )  # fmt: skip
    draft_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    parts = (
        (_("What it is about"), ("sponsor", "title", "category", "is_political")),
        (_("Where the links lead"), ("landing_url",)),
    )
    needed = ("category", "is_political", "landing_url")
    aside = ("has_beacon", "utm_source", "utm_medium", "utm_campaign")

    class Meta:
        model = Campaign
        fields = [
            "sponsor", "title", "category", "is_political", "landing_url",
            "has_beacon", "utm_source", "utm_medium", "utm_campaign",
        ]  # fmt: skip
        help_texts = {
            "sponsor": _("For whose benefit the message is. The public sees this name."),
            "has_beacon": _(
                "A script under 1 KB, without cookies or storage, tells us how long a visit was. "
                "Every rule works without it."
            ),
        }

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        sponsors = possible_sponsors(user)
        self.fields["sponsor"] = forms.ModelChoiceField(
            sponsors,
            label=_("Sponsor"),
            help_text=self.Meta.help_texts["sponsor"],
            initial=sponsors.first(),
            empty_label=None,
        )
        for name in UTM_NAMES:
            self.fields[name].validators.append(UTM)
        self.initial.setdefault("draft_key", self.instance.draft_key)
        answer = self.instance.is_political
        self.initial["is_political"] = None if answer is None else ("yes" if answer else "no")
        self.order_fields([*self.Meta.fields, "version", "draft_key"])

    def clean_landing_url(self) -> str:
        url: str = self.cleaned_data["landing_url"]
        try:
            if url:
                named_site(url)
        except FetchRefused as refused:
            raise ValidationError(words(refused.reason), code=refused.reason) from refused
        return url

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        check_destination(self, {name: data.get(name) or "" for name in UTM_NAMES})
        return data

    def clean_category(self) -> str:
        category: str = self.cleaned_data["category"]
        forbidden = disclosure_policy.FORBIDDEN_CATEGORIES.get(category)
        if forbidden:
            words = _("This cannot be promoted on Franc: %(law)s.")
            raise ValidationError(words, code="forbidden", params={"law": forbidden.law})
        return category

    def clean_is_political(self) -> bool | None:
        answer: bool | None = self.cleaned_data["is_political"]
        if answer:
            raise ValidationError(disclosure_policy.POLITICAL_REFUSED, code="political")
        return answer

    def values(self) -> dict[str, Any]:
        return {**super().values(), "buyer": self.instance.buyer}

    def save(self, commit: bool = True) -> Campaign:
        """Save the step; who buys follows from who sponsors. Raises Conflict."""
        campaign = self.instance
        if "sponsor" in self.changed_data or campaign.pk is None:
            campaign.buyer = buyer_for(self.user, campaign.sponsor)
        if campaign.pk is not None:
            return super().save(commit)
        begin(campaign)
        campaign.saved_steps = [self.step]
        key = self.cleaned_data["draft_key"] or campaign.draft_key
        shown = self.cleaned_data["version"] or 1
        return create_once(campaign, key, self.user, [*self.Meta.fields, "buyer"], shown)


def check_destination(form: StepForm, utm: Mapping[str, str]) -> None:
    """Add an error where the landing page, encoded and with its parameters, would not be kept."""
    url = (form.cleaned_data or {}).get("landing_url") or ""
    length = len(iri_to_uri(url)) + len(urlencode(utm)) + OURS_AT_MOST
    if length > LONGEST_DESTINATION:
        words = _(
            "Encoded, and with what we add for your statistics, this address has %(length)s"
            " characters; %(limit)s is the most that we can keep."
        )
        form.add_error("landing_url", words % {"length": length, "limit": LONGEST_DESTINATION})


def begin(campaign: Campaign) -> None:
    """Give a new draft the price, days and people that most begin with; all can be changed.

    Everyday people are whom Franc is for; opening to them is still to be confirmed.
    """
    campaign.tiers = [Tier.EVERYDAY]
    campaign.rate_cents, campaign.cap_cents, campaign.budget_cents = 35, 5_000, 100_000
    campaign.starts_on = paris_today() + timedelta(days=1)
    campaign.ends_on = campaign.starts_on + FIRST_DAYS
