"""Sign-up, saying who the brand or agency is, and one's own page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from stdnum.exceptions import ValidationError as NotANumber
from stdnum.fr import siren as siren_number

from marketplace.accounts.models import Organisation, User

Role = User.Role


class SignupForm(forms.Form):
    """What allauth's sign-up asks beside address and password."""

    role = forms.ChoiceField(
        label=_("I am"),
        choices=[
            (Role.INFLUENCER, _("somebody who shares links")),
            (Role.BRAND, _("a brand or an agency")),
        ],
        initial=Role.INFLUENCER,
        widget=forms.RadioSelect,
    )
    name = forms.CharField(label=_("Your name"), max_length=120)

    field_order = ["role", "name", "email", "password1", "password2"]

    def signup(self, request: HttpRequest, user: User) -> None:
        """Called by allauth with the user it made."""
        user.role = self.cleaned_data["role"]
        user.name = self.cleaned_data["name"]
        user.language = (get_language() or "fr")[:2]
        user.save(update_fields=["role", "name", "language"])


class OrganisationForm(forms.ModelForm[Organisation]):
    class Meta:
        model = Organisation
        fields = ["kind", "name", "legal_name", "siren"]
        labels = {"kind": _("Brand or agency")}
        widgets = {"kind": forms.RadioSelect}
        help_texts = {
            "name": _("The public sees this name on every message that you pay for."),
            "siren": _("Nine digits. It can wait until your first campaign."),
        }

    def clean_siren(self) -> str:
        typed = self.cleaned_data["siren"]
        try:
            return str(siren_number.validate(typed)) if typed else ""
        except NotANumber as error:
            raise ValidationError(
                _("This is not a SIREN number: look for a missing or swapped digit."), code="siren"
            ) from error


class MeForm(forms.ModelForm[User]):
    class Meta:
        model = User
        fields = ["name", "language"]
        labels = {"language": _("Language")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].required = True
