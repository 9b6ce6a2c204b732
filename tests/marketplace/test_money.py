"""Cents in, cents out: parsing, and the two roundings."""

from __future__ import annotations

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from marketplace import typography
from marketplace.money import (
    Ambiguous,
    Negative,
    NotAnAmount,
    TooManyDecimals,
    fee_on,
    most_earned_within,
    parse_cents,
)

CENTS = st.integers(min_value=0, max_value=10**12)
BPS = st.integers(min_value=0, max_value=5_000)


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("0,35", 35), ("0.35", 35), ("50", 5_000), ("1 121,89 €", 112_189), ("1 121,8", 112_180),
        ("0€35", 35), ("12€50", 1_250), ("1 234€50", 123_450),
        ("€0.35", 35), ("€ 12", 1_200), ("12€", 1_200), ("EUR 12", 1_200), ("12 eur", 1_200),
        ("12 euros", 1_200), ("1 euro", 100),
        ("1.234,56", 123_456), ("1,234.56", 123_456), ("1'234.50", 123_450),
        ("1’234,50", 123_450), ("1.234.567", 123_456_700), ("1,234,567.89", 123_456_789),
        ("1\u00a0234,56", 123_456), ("1\u202f234,56\u202f€", 123_456), ("1\u2009234", 123_400),
        ("\u202a0,35\u202c", 35), ("\ufeff12", 1_200), ("1\u200b2", 1_200),
    ],
)  # fmt: skip
def test_amounts_as_people_type_them(text: str, cents: int) -> None:
    assert parse_cents(text) == cents


@pytest.mark.parametrize(
    "text",
    ["", "0,355", "-1", "1e3", "1,2,3", "abc", "NaN", "٣", "1 2", "12€3", "12€345", "12€ 50", "--",
     "0€35€", "€0€35", "€€5", "€", "１２", "０，３５", "²", "½", "1 234 56", "1 23,4", "0 123",
     "1\t234", "1\n2", "1  234", "12-15", "1,23,456", "1.234€50", "5 $", "5%", "12,", ",35",
     "1.234,567.8",
     "9" * 11, "1,234", "1.234", "35 c", "10k", "1/2"],
)  # fmt: skip
def test_anything_else_is_no_amount(text: str) -> None:
    with pytest.raises(NotAnAmount):
        parse_cents(text)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("1,234", Ambiguous), ("1.234 €", Ambiguous), ("12,500", Ambiguous),
        ("0,355", TooManyDecimals), ("1 234,567", TooManyDecimals), ("1,2345", TooManyDecimals),
        ("-5", Negative), ("−5 €", Negative), ("€-5", Negative), ("5,00-", Negative),
        ("(5)", Negative), ("–0,35", Negative),
        ("--", NotAnAmount), ("12-15", NotAnAmount), ("-", NotAnAmount),
    ],
)  # fmt: skip
def test_a_refusal_knows_its_reason(text: str, why: type[NotAnAmount]) -> None:
    with pytest.raises(NotAnAmount) as refused:
        parse_cents(text)

    assert refused.type is why


LANGUAGES = st.sampled_from(["fr", "en"])


@given(st.integers(min_value=0, max_value=10**14 - 1), LANGUAGES)
def test_an_amount_that_the_house_writes_is_read_back(cents: int, language: str) -> None:
    with translation.override(language):
        written = typography.euros(cents)

    assert parse_cents(written) == cents


@given(st.integers(min_value=0, max_value=10**12 - 1), LANGUAGES)
def test_what_stands_in_a_box_is_read_back(cents: int, language: str) -> None:
    with translation.override(language):
        written = typography.euros_typed(cents)

    assert parse_cents(written) == cents


@given(st.integers(min_value=0, max_value=10**12 - 1), LANGUAGES)
def test_a_short_amount_is_read_back_or_asked_about_never_another(
    cents: int, language: str
) -> None:
    """English writes €1,234, in which a French reader sees three decimals."""
    with translation.override(language):
        written = typography.euros_short(cents)

    try:
        assert parse_cents(written) == cents
    except Ambiguous:
        assert (language, written.count(",")) == ("en", 1)


TYPED = st.text(alphabet="0123456789.,' €-()eur\u202f\u00a0’\u200b", max_size=16) | st.text()


@given(TYPED)
def test_any_text_is_one_amount_or_refused(text: str) -> None:
    try:
        cents = parse_cents(text)
    except NotAnAmount:
        return

    digits = "".join(one for one in text if one in "0123456789").lstrip("0")
    assert cents >= 0
    assert str(cents).startswith(digits) or str(cents).rstrip("0") == digits.rstrip("0")


@pytest.mark.parametrize(("earned", "fee"), [(0, 0), (4, 0), (5, 1), (1818, 182)])
def test_half_a_cent_of_fee_is_rounded_up(earned: int, fee: int) -> None:
    assert fee_on(earned, 1_000) == fee


@given(CENTS, BPS)
def test_the_most_that_can_be_earned_fits_and_one_cent_more_does_not(budget: int, bps: int) -> None:
    earned = most_earned_within(budget, bps)

    assert earned + fee_on(earned, bps) <= budget
    assert earned + 1 + fee_on(earned + 1, bps) > budget


@given(st.lists(st.integers(min_value=0, max_value=10_000), max_size=30), BPS)
def test_fees_of_many_settlements_sum_to_the_fee_of_one(parts: list[int], bps: int) -> None:
    earned = fee = 0
    for part in parts:
        earned += part
        fee += fee_on(earned, bps) - fee

    assert fee == fee_on(sum(parts), bps)
