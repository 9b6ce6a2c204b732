"""What people type about their organisation: an invitation, a mandate, a number, a domain."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from marketplace.accounts import invite_brand
from marketplace.accounts.models import Membership, Proof
from marketplace.accounts.proof import company_numbers, domains
from marketplace.form_fields import DayField, EuroField
from marketplace.names import NameFormField
from marketplace.paris_days import paris_today
from marketplace.pasted_codes import without_unseen
from marketplace.pasted_fields import CodeField, PastedEmailField
from marketplace.plain_text import ProseField

Role = Membership.Role
MOST_CENTS = 10_000_000_000


class RoleForm(forms.Form):
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)


class InviteForm(forms.Form):
    email = PastedEmailField(label=_("E-mail address"))
    role = forms.ChoiceField(
        label=_("Role"),
        choices=[
            (Role.MANAGER, _("Campaign manager: campaigns, from draft to end")),
            (Role.FINANCE, _("Finance: budget and statements")),
            (Role.VIEWER, _("Viewer: sees everything, changes nothing")),
            (Role.OWNER, _("Owner: everything, the team and the mandates too")),
        ],
        initial=Role.MANAGER,
        widget=forms.RadioSelect,
    )


class MandateLimitsForm(forms.Form):
    limit_cents = EuroField(
        label=_("Budget in all"), required=False, lowest=1_000, highest=MOST_CENTS,
        help_text=_("What campaigns in review or launched may hold together, fee included."
                    " Empty: no limit."),
    )  # fmt: skip
    ends_on = DayField(
        label=_("Last day"), required=False, help_text=_("Empty: until one of the two ends it.")
    )

    def clean_ends_on(self) -> date | None:
        day: date | None = self.cleaned_data["ends_on"]
        if day is not None and day < paris_today():
            raise ValidationError(_("The last day cannot be in the past."), code="past")
        return day


class MandateRequestForm(MandateLimitsForm):
    brand = forms.CharField(
        label=_("Brand"), max_length=120,
        help_text=_("Its public name or its SIREN number."),
    )  # fmt: skip

    field_order = ["brand", "limit_cents", "ends_on"]


class InviteBrandForm(MandateLimitsForm):
    """To a brand that is not here yet; the limits are those of the mandate that is asked for."""

    prefix = "invite"

    name = NameFormField(label=_("Name of the brand"), max_length=80)
    email = PastedEmailField(
        label=_("E-mail address"), help_text=_("Of somebody who may decide for the brand.")
    )

    field_order = ["name", "email", "limit_cents", "ends_on"]

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if invite_brand.known_by_name(name):
            raise ValidationError(
                _("This brand is here already: ask it for a mandate."), code="here"
            )
        return name


class NumberForm(forms.Form):
    number = CodeField(
        label=_("SIREN or VAT number"), max_length=30, read=company_numbers.compact,
        help_text=_("Of a SIRET (14 digits) we keep the SIREN, its first nine."),
    )  # fmt: skip

    def clean_number(self) -> str:
        return company_numbers.clean(self.cleaned_data["number"])


class DomainForm(forms.Form):
    domain = CodeField(
        label=_("Domain of your landing pages"), max_length=2_000, read=without_unseen,
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
        help_text=_("Such as your-brand.fr. It covers www.your-brand.fr and all below it."),
    )  # fmt: skip

    def clean_domain(self) -> str:
        return domains.clean(self.cleaned_data["domain"])


class ConfirmForm(forms.Form):
    """A reviewer confirms what no register says: the reason is kept and shown to the brand."""

    kind = forms.ChoiceField(
        label=_("What"), choices=Proof.Kind.choices, initial=Proof.Kind.NUMBER,
        widget=forms.RadioSelect,
    )  # fmt: skip
    value = CodeField(label=_("Number or domain"), max_length=253, read=without_unseen)
    reason = ProseField(
        label=_("Reason"), max_length=1_000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What you saw, and where: the brand reads it."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Both are kept in the one form in which they are compared."""
        data = super().clean() or {}
        if data.get("kind") and "value" in data:
            reads = domains.clean if data["kind"] == Proof.Kind.DOMAIN else company_numbers.by_hand
            try:
                data["value"] = reads(data["value"])
            except ValidationError as error:
                self.add_error("value", error)
        return data
