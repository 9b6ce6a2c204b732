"""What an influencer says of themselves, a little at a time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from marketplace.accounts.models import Influencer, SocialAccount
from marketplace.accounts.social.check_followers import check_followers
from marketplace.accounts.social.minimum_age import OLDEST, comes_of_age_on
from marketplace.accounts.social.read_handle import read_handle
from marketplace.audience import Language, Topic
from marketplace.form_fields import CountField, DayField
from marketplace.paris_days import paris_today
from marketplace.pasted_codes import without_unseen
from marketplace.pasted_fields import CodeField
from marketplace.typography import day

LONGEST_ADDRESS = 2_000  # characters of a profile's address, whose end is dropped


class AboutForm(forms.ModelForm[Influencer]):
    """Name, birth date, country. A date that was given once stays: the law relies on it."""

    birth_date = DayField(
        label=_("Date of birth"),
        help_text=_("Nobody sees it. Franc is for people of 18 and older."),
    )

    class Meta:
        model = Influencer
        fields = ["display_name", "birth_date", "country"]
        help_texts = {"display_name": _("Shown to brands, beside your first results.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.birth_date:
            self.fields["birth_date"].disabled = True
            self.fields["birth_date"].help_text = _("Nobody sees it. To correct it, write to us.")

    def clean_birth_date(self) -> date:
        born: date = self.cleaned_data["birth_date"]
        today = paris_today()
        if born > today or today.year - born.year > OLDEST:
            raise ValidationError(_("Look at the year again."), code="year")
        welcome = comes_of_age_on(born)
        if welcome > today:
            words = _("Franc is for people of 18 and older. You are welcome from %(day)s.")
            raise ValidationError(words, code="minor", params={"day": day(welcome)})
        return born

    def save(self, commit: bool = True) -> Influencer:
        self.instance.is_adult = True
        return super().save(commit)


class VoiceForm(forms.ModelForm[Influencer]):
    """Languages and topics, which put what fits first."""

    languages = forms.MultipleChoiceField(
        label=_("Languages in which you post"),
        choices=Language.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    topics = forms.MultipleChoiceField(
        label=_("What you talk about"),
        choices=Topic.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    class Meta:
        model = Influencer
        fields = ["languages", "topics"]


class SocialAccountForm(forms.ModelForm[SocialAccount]):
    """One account, whose number of followers is only a word until it is proven."""

    handle = CodeField(
        label=_("Handle"),
        read=without_unseen,
        max_length=LONGEST_ADDRESS,
        help_text=_("Such as @name, or the address of your profile."),
    )
    followers = CountField(
        label=_("Followers"),
        min_value=0,
        help_text=_("On that network, today."),
    )

    class Meta:
        model = SocialAccount
        fields = ["network", "handle", "followers"]
        labels = {"network": _("Network")}

    def clean_followers(self) -> int:
        """Read after the network, whose largest account has so many and no more."""
        followers: int = self.cleaned_data["followers"]
        check_followers(followers, self.cleaned_data.get("network", ""))
        return followers

    def clean_handle(self) -> str:
        """Read last: the network says whose addresses are meant."""
        handle: str = self.cleaned_data["handle"]
        network = self.cleaned_data.get("network")
        return read_handle(handle, network) if network else handle


def languages_of(header: str) -> list[str]:
    """Return our languages that a browser accepts (RFC 9110, Accept-Language), in its order."""
    asked = [part.split(";")[0].strip()[:2].lower() for part in header.split(",")]
    return [code for code in dict.fromkeys(asked) if code in Language.values]


def countries_of(header: str) -> Iterable[str]:
    """Yield the regions that a browser's languages name, such as BE of fr-BE."""
    for part in header.split(","):
        _language, _dash, region = part.split(";")[0].strip().partition("-")
        yield region.upper()
