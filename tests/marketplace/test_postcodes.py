"""Postcodes are read as they are typed, and refused where their country writes none such."""

from __future__ import annotations

import re

import pytest
from django.core.exceptions import ValidationError

from marketplace.audience import Country
from marketplace.postcodes import POSTCODES, read_postcode

READ = [
    ("75011", "FR", "75011"), ("75 011", "FR", "75011"), ("F-75011", "FR", "75011"),
    ("FR 75011", "FR", "75011"), ("７５０１１", "FR", "75011"), ("\u200b97400 ", "FR", "97400"),
    ("B-1000", "BE", "1000"), ("CH-1204", "CH", "1204"), ("L-1009", "LU", "1009"),
    ("D-10115", "DE", "10115"), ("28013", "ES", "28013"), ("00184", "IT", "00184"),
    ("1012ab", "NL", "1012 AB"), ("1100148", "PT", "1100-148"), ("1100–148", "PT", "1100-148"),
    ("A-1010", "AT", "1010"), ("d02af30", "IE", "D02 AF30"), ("IRL D6W XY00", "IE", "D6W XY00"),
    ("00950", "PL", "00-950"),
]  # fmt: skip
REFUSED = [
    ("ABCDE", "FR"), ("7501", "FR"), ("750111", "FR"), ("D-75011", "FR"), ("75011", "BE"),
    ("0999", "BE"), ("99013", "ES"), ("1012", "NL"), ("1100", "PT"), ("٧٥٠١١", "DE"), ("-", "IE"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "country", "kept"), READ)
def test_a_postcode_is_kept_as_its_country_writes_it(typed: str, country: str, kept: str) -> None:
    assert read_postcode(typed, country) == kept


@pytest.mark.parametrize(("typed", "country"), REFUSED)
def test_what_is_no_postcode_there_is_refused_with_an_example(typed: str, country: str) -> None:
    with pytest.raises(ValidationError, match=re.escape(POSTCODES[Country(country)].example)):
        read_postcode(typed, country)


def test_every_country_where_people_join_has_its_postcodes() -> None:
    assert list(POSTCODES) == list(Country)


@pytest.mark.parametrize("country", Country)
def test_an_example_is_read_as_it_is_written(country: Country) -> None:
    example = POSTCODES[country].example

    assert read_postcode(example, country) == example


def test_of_a_country_that_we_do_not_know_it_is_kept() -> None:
    assert read_postcode("sw1a 1aa", "GB") == "SW1A 1AA"
