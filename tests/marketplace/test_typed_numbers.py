"""Whole numbers as people type them: one number, or a refusal."""

from __future__ import annotations

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from marketplace.typed_numbers import NotANumber, parse_whole_number
from marketplace.typography import number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1200", 1_200), ("1 200", 1_200), ("1\u202f200", 1_200), ("1.200", 1_200),
        ("1,200", 1_200), ("1'200", 1_200), ("1’200", 1_200), (" 7 ", 7),
        ("1 234 567", 1_234_567), ("\u200e1200\u200b", 1_200), ("0", 0),
    ],
)  # fmt: skip
def test_counts_as_people_type_them(text: str, value: int) -> None:
    assert parse_whole_number(text) == value


@pytest.mark.parametrize(
    "text",
    ["", "12k", "1,2 M", "1.5", "1 2", "1 20", "1,200.5", "-3", "1e3", "１２", "٣", "²", "9" * 11,
     "0 123", "1.200,300", "1 200,300", "1\t200"],
)  # fmt: skip
def test_what_is_not_one_number_is_refused(text: str) -> None:
    with pytest.raises(NotANumber):
        parse_whole_number(text)


@given(st.integers(min_value=0, max_value=10**12 - 1), st.sampled_from(["fr", "en"]))
def test_a_number_that_the_house_writes_is_read_back(value: int, language: str) -> None:
    with translation.override(language):
        written = number(value)

    assert parse_whole_number(written) == value
