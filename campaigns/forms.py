"""What people type: a campaign, a message, the address of a post."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign, Post
from marketplace.accounts import team
from marketplace.accounts.models import Mandate, Organisation, User
from marketplace.accounts.team import Act
from marketplace.form_fields import DayField, EuroField, WordsField
from marketplace.plain_text import no_direction_marks

LONGEST_DAYS = 366
MOST_REQUIRED_WORDS = 10
LONGEST_ENCODED = 3_800  # characters; with our parameters it fits destination_url


class CampaignForm(forms.ModelForm[Campaign]):
    """A draft. `version` is the one that was shown: two people editing get a clear conflict."""

    rate_cents = EuroField(label=_("Price of a click"), lowest=1, highest=10_000)
    cap_cents = EuroField(
        label=_("Most an influencer can earn"), lowest=1, highest=99_999,
        help_text=_("Below €1,000, from which the law asks for a written contract."),
    )  # fmt: skip
    budget_cents = EuroField(
        label=_("Budget, fee included"), lowest=1_000, highest=100_000_000,
        help_text=_("Excluding VAT. What is not spent comes back to you."),
    )  # fmt: skip
    required_words = WordsField(
        label=_("Required words"), required=False, max_length=60,
        help_text=_("Separated by commas. A message without them is not accepted."),
    )  # fmt: skip
    landing_url = forms.URLField(
        label=_("Landing page"), max_length=500, assume_scheme="https",
        help_text=_("Where the links lead; it starts with https://."),
        validators=[URLValidator(schemes=["https"])],
    )  # fmt: skip
    starts_on = DayField(label=_("First day"))
    ends_on = DayField(label=_("Last day"))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    draft_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Campaign
        fields = [
            "sponsor", "title", "brief", "landing_url", "required_words", "rate_cents",
            "cap_cents", "budget_cents", "starts_on", "ends_on", "hold_days",
        ]  # fmt: skip
        widgets = {"brief": forms.Textarea(attrs={"rows": 6})}
        help_texts = {
            "sponsor": _("For whose benefit the message is. The public sees this name."),
            "hold_days": _("Between 7 and 60 days, while clicks are checked."),
        }

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        sponsors = possible_sponsors(user)
        self.fields["sponsor"] = forms.ModelChoiceField(
            sponsors,
            label=_("Sponsor"),
            help_text=self.Meta.help_texts["sponsor"],
            initial=sponsors.first(),
            empty_label=None,
        )
        self.fields["title"].validators.append(no_direction_marks)
        self.order_fields(self.Meta.fields)
        self.initial.setdefault("version", self.instance.version)
        self.initial.setdefault("draft_key", self.instance.draft_key)

    def clean_landing_url(self) -> str:
        url: str = self.cleaned_data["landing_url"]
        if len(iri_to_uri(url)) > LONGEST_ENCODED:
            raise ValidationError(_("This address is too long once it is encoded."), code="long")
        return url

    def clean_required_words(self) -> list[str]:
        words: list[str] = self.cleaned_data["required_words"]
        if len(words) > MOST_REQUIRED_WORDS:
            raise ValidationError(_("Ten words at most: people write in their own."), code="many")
        return words

    def clean_starts_on(self) -> date:
        day: date = self.cleaned_data["starts_on"]
        if day < timezone.now().date():
            raise ValidationError(_("The first day cannot be in the past."), code="past")
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        self._compare(data, "rate_cents", "cap_cents", _("This is less than one click costs."))
        self._compare(data, "rate_cents", "budget_cents", _("This is less than one click costs."))
        self._compare(data, "starts_on", "ends_on", _("The last day comes before the first."))
        first, last = data.get("starts_on"), data.get("ends_on")
        if first and last and (last - first).days > LONGEST_DAYS:
            self.add_error("ends_on", _("A campaign lasts a year at most."))
        return data

    def _compare(self, data: dict[str, Any], less: str, more: str, words: Any) -> None:
        low, high = data.get(less), data.get(more)
        if low is not None and high is not None and high < low:
            self.add_error(more, words)

    def save(self, commit: bool = True) -> Campaign:
        """Save the draft; who buys follows from who sponsors. Raises Conflict."""
        campaign = self.instance
        if "sponsor" in self.changed_data or campaign.pk is None:
            campaign.buyer = buyer_for(self.user, campaign.sponsor)
        if campaign.pk is None:
            return self._create(campaign)
        shown = self.cleaned_data["version"] or 0
        values = {name: getattr(campaign, name) for name in [*self.Meta.fields, "buyer"]}
        rows = Campaign.objects.filter(pk=campaign.pk, version=shown, status=Campaign.Status.DRAFT)
        if not rows.update(**values, version=shown + 1):
            raise Conflict
        return campaign

    def _create(self, campaign: Campaign) -> Campaign:
        """Create the draft once: the same form sent again finds it.

        Raises Conflict when what is sent again differs: nothing that was typed is dropped.
        """
        key = self.cleaned_data["draft_key"] or campaign.draft_key
        campaign.draft_key = key
        with transaction.atomic():
            _one_form_at_a_time(key)
            made = Campaign.objects.of(self.user).filter(draft_key=key).first()
            if made is None:
                campaign.save(force_insert=True)
                return campaign
        if any(getattr(made, name) != getattr(campaign, name) for name in self.Meta.fields):
            raise Conflict
        return made


def _one_form_at_a_time(key: UUID) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [str(key)])


class Conflict(Exception):
    """Somebody else saved the campaign, or sent it to review, since it was shown."""


class MessageForm(forms.Form):
    body = forms.CharField(
        label=_("My message"), max_length=600, widget=forms.Textarea(attrs={"rows": 5}),
        validators=[no_direction_marks],
    )  # fmt: skip


class DecisionForm(forms.Form):
    """A reviewer's decision; a refusal says why, in at most 1,000 characters."""

    decision = forms.ChoiceField(choices=[("approve", "approve"), ("refuse", "refuse")])
    reason = forms.CharField(max_length=1_000, required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("decision") == "refuse" and not data.get("reason") and not self.errors:
            self.add_error("reason", _("Say why: the person is told."))
        return data

    @property
    def approved(self) -> bool:
        return bool(self.cleaned_data["decision"] == "approve")

    @property
    def what_is_wrong(self) -> str:
        """The first error, in words."""
        return str(next(iter(self.errors.values()))[0])


class PostForm(forms.ModelForm[Post]):
    url = forms.URLField(
        label=_("Address of the post"), max_length=500, assume_scheme="https",
        help_text=_("Open your post, choose “Copy link”, and paste it here."),
        validators=[URLValidator(schemes=["https"])],
    )  # fmt: skip

    class Meta:
        model = Post
        fields = ["url"]


def possible_sponsors(user: User) -> QuerySet[Organisation]:
    """Return the brands that `user` may book for: their own, and those of running mandates."""
    mine = team.organisations(user, Act.CAMPAIGNS)
    own = Q(pk__in=mine.filter(kind=Organisation.Kind.BRAND).values("pk"))
    mandated = Q(pk__in=Mandate.objects.running().filter(agency__in=mine).values("brand"))
    return Organisation.objects.filter(own | mandated).order_by("name")


def buyer_for(user: User, sponsor: Organisation) -> Organisation:
    """Return who books for `sponsor` when `user` does: the brand itself, else the agency.

    Somebody in two agencies with a mandate of the same brand books through the older mandate.
    """
    mine = team.organisations(user, Act.CAMPAIGNS)
    if mine.filter(pk=sponsor.pk).exists():
        return sponsor
    mandates = Mandate.objects.running().filter(brand=sponsor, agency__in=mine)
    return mandates.select_related("agency").order_by("pk")[:1].get().agency
