"""Cents in, cents out: parsing, and the two roundings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.money import NotAnAmount, fee_on, most_earned_within, parse_cents

CENTS = st.integers(min_value=0, max_value=10**12)
BPS = st.integers(min_value=0, max_value=5_000)


@pytest.mark.parametrize(
    ("text", "cents"),
    [("0,35", 35), ("0.35", 35), ("50", 5_000), ("1 121,89 €", 112_189), ("1 121,8", 112_180)],
)
def test_amounts_as_people_type_them(text: str, cents: int) -> None:
    assert parse_cents(text) == cents


@pytest.mark.parametrize("text", ["", "0,355", "-1", "1e3", "1,2,3", "abc", "NaN", "٣"])
def test_anything_else_is_no_amount(text: str) -> None:
    with pytest.raises(NotAnAmount):
        parse_cents(text)


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
