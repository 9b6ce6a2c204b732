"""Company numbers as they are pasted, and the one form in which each is kept."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from marketplace.accounts import mandates, search_people
from marketplace.accounts.forms.account import OrganisationForm
from marketplace.accounts.forms.organisation import ConfirmForm, NumberForm
from marketplace.accounts.models import Proof
from marketplace.accounts.proof import company_numbers, prove_sponsor, vat_registers
from marketplace.accounts.proof.vat_registers import Entry
from payouts import vat
from tests import factories

SIREN, SIRET, FRENCH_VAT = "100000009", "10000000900017", "FR88100000009"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("SIREN 100 000 009", SIREN), ("siren : 100-000-009", SIREN),
        ("１００ ０００ ００９", SIREN),
        (f"SIRET: {SIRET}", SIREN), ("100 000 009 00017", SIREN),
        ("\u202a100\u200b000009\u202c", SIREN),
        ("TVA fr 88 100000009", FRENCH_VAT),
        ("N° TVA intracommunautaire : FR88 100000009", FRENCH_VAT),
        ("GR094259216", "EL094259216"), ("el 094259216", "EL094259216"),
        ("VAT: GR 094 259 216", "EL094259216"), ("XI980780684", "XI980780684"),
        ("NL 0044.95.445.B01", "NL004495445B01"), ("VAT NL004495445B01", "NL004495445B01"),
    ],
)  # fmt: skip
def test_a_number_is_kept_in_one_form(typed: str, kept: str) -> None:
    form = NumberForm({"number": typed})

    assert form.is_valid(), form.errors
    assert form.cleaned_data["number"] == kept


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("FR87100000009", "number"), ("10000000900008", "number"), ("100 000 00", "number"),
        ("GB980780684", "british"), ("GR094259217", "number"), ("SIREN", "required"),
    ],
)  # fmt: skip
def test_a_wrong_number_is_refused(typed: str, code: str) -> None:
    form = NumberForm({"number": typed})

    assert not form.is_valid()
    assert form.errors.as_data()["number"][0].code == code


@pytest.mark.django_db
@pytest.mark.parametrize("typed", [SIREN, SIRET, FRENCH_VAT, "TVA FR 88 100 000 009", ""])
def test_where_a_siren_is_asked_a_siret_or_a_french_vat_number_gives_it(typed: str) -> None:
    fields = {"kind": "brand", "name": "Rail", "legal_name": "Rail SAS", "siren": typed}
    form = OrganisationForm(fields)

    assert form.is_valid(), form.errors
    assert form.cleaned_data["siren"] == (SIREN if typed else "")


@pytest.mark.parametrize("typed", ["100000008", "BE0403019261", "12"])
def test_another_number_is_no_siren(typed: str) -> None:
    with pytest.raises(ValidationError):
        company_numbers.siren_of(typed)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("GR094259216", "EL094259216"), ("GB 980 7806 84", "GB980780684"),
     ("ch-123.456.789", "CH123456789"), (SIRET, SIREN)],
)  # fmt: skip
def test_a_number_confirmed_by_hand_is_kept_compact(typed: str, kept: str) -> None:
    form = ConfirmForm({"kind": "number", "value": typed, "reason": "Seen in the register."})

    assert form.is_valid(), form.errors
    assert form.cleaned_data["value"] == kept


class Asked:
    """A register that remembers what it was asked."""

    means = Proof.Means.REGISTER

    def __init__(self) -> None:
        self.numbers: list[str] = []

    def ask(self, vat_number: str) -> Entry:
        self.numbers.append(vat_number)
        return Entry(exists=True)


@pytest.mark.django_db
@pytest.mark.parametrize("stored", ["GR094259216", "EL094259216"])
def test_a_greek_number_is_asked_as_el_and_reverse_charged(
    stored: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    register = Asked()
    monkeypatch.setattr(vat_registers, "register", lambda: register)
    user, brand = factories.brand(factories.OrganisationFactory.create(country="GR"))
    proof = prove_sponsor.named(brand, Proof.Kind.NUMBER, stored)
    prove_sponsor.ask_for_check(proof, user)

    prove_sponsor.check_proof(proof.pk)

    assert register.numbers == ["EL094259216"]
    assert vat.vat_of(brand) == vat.REVERSE_CHARGE


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("country", "number", "expected"),
    [("GR", "", vat.FRANCE), ("GB", "XI980780684", vat.OUTSIDE), ("FR", SIREN, vat.FRANCE)],
)
def test_the_vat_of_a_country_follows_from_its_canonical_letters(
    country: str, number: str, expected: vat.Vat
) -> None:
    brand = factories.OrganisationFactory.create(country=country)
    if number:
        Proof.objects.create(
            organisation=brand, kind=Proof.Kind.NUMBER, value=number, status=Proof.Status.VERIFIED,
            means=Proof.Means.REGISTER, decided_at=timezone.now(),
        )  # fmt: skip

    assert vat.vat_of(brand) == expected


@pytest.mark.django_db
def test_a_french_vat_number_gives_the_organisation_its_siren() -> None:
    user, brand = factories.UserFactory.create(), factories.OrganisationFactory.create()

    prove_sponsor.claim_number(brand, FRENCH_VAT, user)

    brand.refresh_from_db()
    assert brand.siren == SIREN


@pytest.mark.django_db
@pytest.mark.parametrize(
    "words", [SIREN, "SIREN 100 000 009", SIRET, FRENCH_VAT, "\u200b100000009"]
)
def test_a_brand_is_found_by_any_number_that_holds_its_siren(words: str) -> None:
    _, brand = factories.brand(factories.OrganisationFactory.create(siren=SIREN))
    factories.brand()

    assert mandates.find_brand(words) == brand
    assert list(search_people.organisations(words)) == [brand]
