"""IBANs as they are pasted, of the countries that a SEPA transfer reaches; limits of banks."""

from __future__ import annotations

import re

import pytest
import schwifty
from django.core.exceptions import ValidationError

from marketplace.accounts.forms.profile import AboutForm
from marketplace.audience import Country
from marketplace.sepa_countries import SEPA
from payouts.bank_accounts import check_iban
from payouts.forms import COUNTRIES, PayoutAccountForm
from payouts.payee_problems import LONGEST
from payouts.sepa_text import sepa_text
from payouts.vat import EU
from tests.payouts.bank_account import IBAN

FIELDS = {"holder": "Lina", "iban": IBAN, "street": "1 rue du Lac", "postcode": "69001",
          "city": "Lyon", "country": "FR"}  # fmt: skip


@pytest.mark.parametrize(
    "pasted",
    [
        "\u202aFR14 2004 1010 0505 0001 3M02 606\u202c", "IBAN : FR1420041010050500013M02606",
        "fr14-2004-1010-0505-0001-3m02-606", "\ufeffFR14\u00ad20041010050500013M02606\u200b",
        "FR14\u202f2004\u202f1010\u202f0505\u202f0001\u202f3M02\u202f606",
    ],
)  # fmt: skip
def test_an_iban_is_read_as_it_was_pasted(pasted: str) -> None:
    form = PayoutAccountForm({**FIELDS, "iban": pasted})

    assert form.is_valid(), form.errors
    assert form.cleaned_data["iban"] == IBAN


@pytest.mark.parametrize("country", ["AL", "MD", "ME", "MK", "RS", "CH", "GB", "GI", "VA", "FR"])
def test_the_countries_of_sepa_are_paid(country: str) -> None:
    iban = str(schwifty.IBAN.random(country_code=country))

    assert check_iban(iban) == iban


def test_the_iban_of_montenegro_is_paid() -> None:
    assert check_iban("ME25 5050 0001 2345 6789 51") == "ME25505000012345678951"


@pytest.mark.parametrize("iban", ["SA0380000000608010167519", "TR330006100519786457841326"])
def test_another_country_is_named_in_the_refusal(iban: str) -> None:
    with pytest.raises(ValidationError) as refused:
        check_iban(iban)

    assert iban[:2] in refused.value.messages[0]


def test_every_list_of_countries_agrees_with_that_of_sepa() -> None:
    assert set(Country.values) <= SEPA
    assert {code for code, _name in COUNTRIES} <= SEPA
    assert {"GR" if code == "EL" else code for code in EU} <= SEPA


@pytest.mark.parametrize("name", [name for name in LONGEST if name != "postcode"])
def test_limits_hold_in_the_letters_of_banks(name: str) -> None:
    longest = LONGEST[name]
    fits, too_long = "o" * (longest - 2) + "œ", "o" * (longest - 1) + "œ"

    assert len(sepa_text(too_long)) == longest + 1
    assert not PayoutAccountForm({**FIELDS, name: fits}).errors
    refused = PayoutAccountForm({**FIELDS, name: too_long})
    assert list(refused.errors) == [name]
    assert str(longest + 1) in refused.errors[name][0]


def test_a_text_for_banks_has_no_slash_at_an_end_and_no_two_in_a_row() -> None:
    assert sepa_text("//12//14 rue/") == "12/14 rue"
    assert sepa_text("Li\u200bna") == "Lina"


def test_a_postcode_is_checked_for_its_country_and_refused_beside_its_box() -> None:
    form = PayoutAccountForm({**FIELDS, "postcode": "ABCDE"})

    assert list(form.errors) == ["postcode"]
    assert "75011" in form.errors["postcode"][0]


def test_where_somebody_joins_they_are_paid() -> None:
    asked = [str(form["country"]) for form in (AboutForm(), PayoutAccountForm())]

    assert [re.findall(r'<option value="(\w+)"', box) for box in asked] == [Country.values] * 2
