"""Sign-up, saying who the brand or agency is, and one's own page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from marketplace.accounts.models import Organisation, User
from marketplace.accounts.proof import company_numbers
from marketplace.names import NameFormField
from marketplace.own_tab import in_own_tabs
from marketplace.pasted_fields import CodeField
from marketplace.skeleton import skeleton
from marketplace.terms.accepting import accept, asked_of
from marketplace.terms.documents import Document, Kind

Role = User.Role


def terms_field() -> forms.BooleanField:
    """A tick that must be given, never one that is there already; its form words it."""
    return forms.BooleanField(
        error_messages={"required": _("Franc works only with people who accept its terms.")},
    )


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
    name = NameFormField(label=_("Your name"), max_length=120)

    terms = terms_field()

    field_order = ["role", "name", "email", "password1", "password2", "terms"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["terms"].label = _signup_words()

    def signup(self, request: HttpRequest, user: User) -> None:
        """Called by allauth with the user it made."""
        user.role = self.cleaned_data["role"]
        user.name = self.cleaned_data["name"]
        user.language = (get_language() or "fr")[:2]
        user.save(update_fields=["role", "name", "language"])
        document = asked_of(user.role)
        if document:
            accept(user.pk, document)


def _signup_words() -> SafeString:
    """The tick names both kinds of terms: the role is chosen on the same page."""
    words = _(
        'I accept the terms, those <a href="%(influencers)s">for people who share links</a> or'
        ' those <a href="%(brands)s">for brands</a>, and know <a href="%(privacy)s">what is'
        " kept of me</a>."
    )
    linked = format_html(
        str(words)
        .replace("%(influencers)s", "{0}")
        .replace("%(brands)s", "{1}")
        .replace("%(privacy)s", "{2}"),
        *(
            reverse("terms:document", args=[kind])
            for kind in (Kind.INFLUENCER_TERMS, Kind.BRAND_TERMS, Kind.PRIVACY)
        ),
    )
    return in_own_tabs(linked)


class TermsForm(forms.Form):
    """The terms of one's role, when a version is in force that one has not accepted."""

    terms = terms_field()

    def __init__(self, *args: Any, document: Document, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        url = reverse("terms:version", args=[document.kind, document.version])
        linked = format_html(
            '{} <a href="{}">{}</a>', _("I have read and accept:"), url, document.title
        )
        self.fields["terms"].label = in_own_tabs(linked)


class OrganisationForm(forms.ModelForm[Organisation]):
    siren = CodeField(
        label=_("SIREN number"), required=False, read=company_numbers.compact,
        help_text=_("Nine digits; of a SIRET (14) we keep the first nine. It can wait until your"
                    " first campaign."),
    )  # fmt: skip
    TAKEN = _(
        "“%(name)s” is here already, and people would take one name for the other. If it is"
        " yours, ask its owner to invite you; if not, add a word, such as your town."
    )

    class Meta:
        model = Organisation
        fields = ["kind", "name", "legal_name", "siren"]
        labels = {"kind": _("Brand or agency")}
        widgets = {"kind": forms.RadioSelect}
        help_texts = {
            "name": _("The public sees this name on every message that you pay for."),
        }

    def clean_name(self) -> str:
        """Refuse a name that the public would take for another's."""
        name: str = self.cleaned_data["name"]
        other = Organisation.objects.looking_like(name).exclude(pk=self.instance.pk).first()
        if other is not None:
            raise ValidationError(self.TAKEN, code="taken", params={"name": other.name})
        return name

    def save(self, commit: bool = True) -> Organisation:
        """Raises IntegrityError when somebody took a name like it meanwhile."""
        self.instance.name_key = skeleton(self.cleaned_data["name"])
        return super().save(commit)

    def clean_siren(self) -> str:
        typed = self.cleaned_data["siren"]
        return company_numbers.siren_of(typed) if typed else ""


class MeForm(forms.ModelForm[User]):
    class Meta:
        model = User
        fields = ["name", "language"]
        labels = {"language": _("Language")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].required = True
