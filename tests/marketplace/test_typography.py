"""Amounts, numbers and days as French and English readers write them."""

import datetime as dt

import pytest
from django.utils import timezone, translation

from marketplace import typography

NARROW = "\u202f"


@pytest.mark.parametrize(
    ("language", "cents", "written"),
    [
        ("fr", 112189, f"1{NARROW}121,89{NARROW}€"),
        ("fr", 5, f"0,05{NARROW}€"),
        ("fr", -1200, f"-12,00{NARROW}€"),
        ("en", 112189, "€1,121.89"),
        ("en", 0, "€0.00"),
    ],
)
def test_euros(language: str, cents: int, written: str) -> None:
    with translation.override(language):
        assert typography.euros(cents) == written


@pytest.mark.parametrize(
    ("language", "cents", "written"),
    [
        ("fr", 200000, f"2{NARROW}000{NARROW}€"),
        ("fr", 35, f"0,35{NARROW}€"),
        ("en", 5000, "€50"),
        ("en", 35, "€0.35"),
    ],
)
def test_decimals_are_left_out_where_there_are_none(
    language: str, cents: int, written: str
) -> None:
    with translation.override(language):
        assert typography.euros_short(cents) == written


@pytest.mark.parametrize(
    ("cents", "count", "written"),
    [
        (112189, 2914, f"0,385{NARROW}€"),
        (1, 2, f"0,005{NARROW}€"),
        (100, 3, f"0,333{NARROW}€"),
        (5, 0, "–"),
    ],
)
def test_what_one_of_them_cost(cents: int, count: int, written: str) -> None:
    with translation.override("fr"):
        assert typography.euros_each(cents, count) == written


def test_euros_as_one_types_them() -> None:
    with translation.override("fr"):
        assert (typography.euros_typed(35), typography.euros_typed(5000)) == ("0,35", "50")
    with translation.override("en"):
        assert typography.euros_typed(35) == "0.35"


def test_numbers_and_percentages() -> None:
    with translation.override("fr"):
        assert typography.number(2914) == f"2{NARROW}914"
        assert typography.percent(1000) == f"10{NARROW}%"
        assert typography.percent(1250) == f"12,5{NARROW}%"
    with translation.override("en"):
        assert (typography.number(2914), typography.percent(1250)) == ("2,914", "12.5%")


def test_a_day_has_its_year_only_when_it_is_another_year() -> None:
    this_year = timezone.localdate().year
    with translation.override("fr"):
        assert typography.day(dt.date(this_year, 6, 4)) == "4 juin"
        assert typography.day(dt.date(this_year, 6, 1)) == "1er juin"
        assert typography.day(dt.date(2017, 1, 9)) == "9 janvier 2017"
        assert typography.short_day(dt.date(this_year, 9, 14)) == "14 sept."
    with translation.override("en"):
        assert typography.day(dt.date(2017, 1, 1)) == "1 January 2017"


def test_a_moment_is_told_in_the_readers_time_zone() -> None:
    at = dt.datetime(2017, 5, 28, 22, 40, tzinfo=dt.UTC)
    with translation.override("fr"), timezone.override("Europe/Paris"):
        assert typography.moment(at) == "29 mai 2017, 00:40"
        assert typography.local_date(at) == dt.date(2017, 5, 29)


def test_how_long_ago() -> None:
    three_hours_ago = timezone.now() - dt.timedelta(hours=3)
    with translation.override("fr"):
        assert typography.ago(three_hours_ago) == "il y a 3 heures"
