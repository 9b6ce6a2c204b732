"""Codes as they are pasted: with marks that nobody sees, spaces, dashes, dots and a label."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.pasted_codes import read_code, read_digits, read_reference, without_unseen

IBAN = "FR1420041010050500013M02606"
VAT = ("TVA", "VAT")
# What comes along with a code: spaces, dashes, dots, and format characters.
AROUND = st.sampled_from(
    list(
        " \u00a0\u202f\u2009\u2007\u3000\t\n-‐‑–—−.·"
        "\u200b\u200e\u200f\u202a\u202c\u2066\u2069\ufeff\u00ad\u2060"
    )
)  # fmt: skip


@given(st.lists(AROUND, min_size=len(IBAN), max_size=len(IBAN)))
def test_nothing_between_the_letters_of_a_code_matters(around: list[str]) -> None:
    pasted = "".join(f"{mark}{letter}" for mark, letter in zip(around, IBAN, strict=True))

    assert read_code(pasted) == IBAN


@pytest.mark.parametrize(
    "pasted",
    [
        "IBAN FR14 2004 1010 0505 0001 3M02 606", "IBAN: FR1420041010050500013M02606",
        "iban : fr14-2004-1010-0505-0001-3m02-606", "N° IBAN FR1420041010050500013M02606",
        "IBANFR1420041010050500013M02606", "IBAN n° FR1420041010050500013M02606",
        "ＩＢＡＮ：ＦＲ１４２００４１０１００５０５０００１"
        "３Ｍ０２６０６",
        "\u202aIBAN\u00a0FR14 2004 1010 0505 0001 3M02 606\u202c",
    ],
)  # fmt: skip
def test_a_label_in_front_is_no_part_of_the_code(pasted: str) -> None:
    assert read_code(pasted, ("IBAN",)) == IBAN


@pytest.mark.parametrize(
    ("pasted", "code"),
    [
        ("TVA FR 88 100000009", "FR88100000009"),
        ("N° TVA intracommunautaire : FR88100000009", "FR88100000009"),
        ("VAT No. BE 0403.019.261", "BE0403019261"),
        ("VAT NL 0044.95.445.B01", "NL004495445B01"),
        ("FR88100000009", "FR88100000009"),
    ],
)
def test_the_first_letters_of_a_country_are_no_label(pasted: str, code: str) -> None:
    assert read_code(pasted, VAT) == code


def test_one_time_codes_keep_their_small_letters() -> None:
    assert read_digits("\u200e123 456\u00a0") == "123456"
    assert read_digits("a1b2-c3d4") == "a1b2c3d4"


@pytest.mark.parametrize(
    ("pasted", "reference"),
    [
        (" vir\u00a01 ", "VIR 1"), ("VIR  1–2", "VIR 1-2"), ("Réf. : VIR 1", "VIR 1"),
        ("REF: VIR 1", "VIR 1"), ("VIR\u200b 1", "VIR 1"), ("REFUND 1", "REFUND 1"),
    ],
)  # fmt: skip
def test_a_reference_keeps_its_spaces_and_dashes(pasted: str, reference: str) -> None:
    assert read_reference(pasted) == reference


def test_an_address_keeps_all_that_is_seen() -> None:
    assert (
        without_unseen("\ufeff https://a.example/b-c d?e=1\u200b ") == "https://a.example/b-c d?e=1"
    )
