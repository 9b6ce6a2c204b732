"""What people type about money: a bank account, a top-up."""

from __future__ import annotations

from functools import partial
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from marketplace.accounts.models import Organisation
from marketplace.audience import Country
from marketplace.form_fields import EuroField
from marketplace.money import part_of
from marketplace.pasted_codes import read_code, read_reference
from marketplace.pasted_fields import CodeField
from marketplace.postcodes import read_postcode
from payouts.bank_accounts import check_iban, set_iban
from payouts.models import PayoutAccount
from payouts.payee_problems import LONGEST
from payouts.sepa_text import SepaText
from payouts.vat import vat_of

COUNTRIES = Country.choices  # where somebody may live who joins: they are paid there, too


class PayoutAccountForm(forms.ModelForm[PayoutAccount]):
    """Where to pay. The IBAN is never shown again in full, so it is always typed anew."""

    iban = CodeField(
        label=_("IBAN"),
        read=partial(read_code, labels=("IBAN",)),
        max_length=42,
        help_text=_("On your bank's app or card statement. It is stored encrypted."),
    )
    country = forms.ChoiceField(label=_("Country"), choices=COUNTRIES)

    class Meta:
        model = PayoutAccount
        fields = ["holder", "iban", "street", "postcode", "city", "country"]
        help_texts = {"holder": _("As the bank knows you.")}

    field_order = ["holder", "iban", "street", "postcode", "city", "country"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, longest in LONGEST.items():
            self.fields[name].validators.append(SepaText(longest))

    def clean(self) -> dict[str, Any]:
        """The postcode is read as the country writes it: both are known only here."""
        data = super().clean() or {}
        if "postcode" in data and "country" in data:
            try:
                data["postcode"] = read_postcode(data["postcode"], data["country"])
            except ValidationError as error:
                self.add_error("postcode", error)
        return data

    def clean_iban(self) -> str:
        return check_iban(self.cleaned_data["iban"])

    def save(self, commit: bool = True) -> PayoutAccount:
        set_iban(self.instance, self.cleaned_data["iban"])
        return super().save(commit)


class FundsForm(forms.Form):
    """A transfer that a brand announces; `key` makes one of the same form sent twice."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("For"), empty_label=None
    )
    net_cents = EuroField(
        label=_("Amount excluding VAT"), lowest=1_000, highest=100_000_000,
        help_text=_("You get a reference for the transfer; VAT is added."),
    )  # fmt: skip
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, organisations: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("forms.ModelChoiceField[Organisation]", self.fields["organisation"])
        field.queryset = organisations
        field.initial = organisations.first()
        if organisations.count() == 1:
            field.widget = field.hidden_widget()


class BookingForm(forms.Form):
    """What stands on the bank statement: the amount that arrived, and the bank's own reference."""

    received_cents = EuroField(label=_("Received, VAT included"), lowest=1, highest=200_000_000)
    bank_reference = CodeField(
        label=_("Bank reference"), max_length=80, read=read_reference,
        help_text=_("The same reference is booked once."),
    )  # fmt: skip


class TopUpForm(forms.Form):
    """Money that arrived without an announcement; its VAT is that of the organisation."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.order_by("name"), label=_("Brand or agency")
    )
    cents = EuroField(label=_("Amount excluding VAT"), lowest=1, highest=100_000_000)
    reference = CodeField(
        label=_("Bank reference"), max_length=80, read=read_reference,
        help_text=_("The same reference is booked once."),
    )  # fmt: skip

    def booking(self) -> dict[str, Any]:
        """Return what payouts.escrow.top_up takes."""
        data = self.cleaned_data
        return {
            "organisation_id": data["organisation"].pk,
            "cents": data["cents"],
            "reference": data["reference"],
            "vat_cents": part_of(data["cents"], vat_of(data["organisation"]).bps),
        }
