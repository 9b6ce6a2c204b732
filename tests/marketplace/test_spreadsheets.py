"""Tables to take along: what a spreadsheet of one's language opens rightly."""

from __future__ import annotations

import csv
import datetime as dt
from io import StringIO

import pytest
from django.test import Client
from django.utils.translation import override

from marketplace.paris_days import PARIS
from marketplace.spreadsheets import BOM, Cell, Euros, csv_file, csv_text
from payouts import funds_statement
from tests import factories

ROW: list[Cell] = [
    "Vélo; cargo, « 1 »",
    Euros(123_456),
    Euros(-5),
    2914,
    dt.date(2026, 11, 30),
    None,
]


def test_french_tables_have_semicolons_and_decimal_commas() -> None:
    with override("fr"):
        text = csv_text(["Où", "Combien"], [ROW])

    assert text == "Où;Combien\r\n" + '"Vélo; cargo, « 1 »";1234,56;-0,05;2914;30/11/2026;\r\n'


def test_english_tables_have_commas_and_decimal_points() -> None:
    with override("en"):
        text = csv_text(["Where", "How much"], [ROW])

    assert text.splitlines()[1] == '"Vélo; cargo, « 1 »",1234.56,-0.05,2914,2026-11-30,'


def test_a_moment_is_written_by_its_own_clock() -> None:
    at = dt.datetime(2026, 11, 30, 23, 20, tzinfo=dt.UTC).astimezone(PARIS)
    with override("fr"):
        assert csv_text(["a"], [[at]]) == "a\r\n01/12/2026 00:20\r\n"


def test_a_file_says_that_it_is_utf_8_and_keeps_its_name() -> None:
    answer = csv_file("relevé-1", ["é"], [])

    assert answer.content.startswith(BOM.encode())
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == "attachment; filename*=utf-8''relev%C3%A9-1.csv"


@pytest.mark.parametrize("text", ["=1+1", "+33", "-1", "@x", "\tx", "\n=1", " =1+1", "＝1+1", "|x"])
def test_no_text_is_computed(text: str) -> None:
    with override("fr"):
        written = csv_text(["a"], [[text, Euros(-1)]])

    (_head, (cell, amount)) = csv.reader(StringIO(written, newline=""), delimiter=";")
    assert cell == f"'{text}"
    assert amount == "-0,01"


@pytest.mark.django_db
def test_a_statement_is_in_its_readers_language() -> None:
    user, organisation = factories.brand()
    factories.live(organisation, title="Été à vélo")
    client = Client()
    client.force_login(user)
    month = funds_statement.months(organisation, dt.datetime.now(PARIS).date())[0]
    url = f"/funds/{organisation.pk}/statements/{month:%Y-%m}/csv/"

    def read(language: str, delimiter: str) -> list[list[str]]:
        answer = client.get(url, headers={"accept-language": language})
        text = answer.content.decode("utf-8-sig")
        return list(csv.reader(StringIO(text), delimiter=delimiter))

    french, english = read("fr", ";"), read("en", ",")
    assert french[0][:3] == ["Heure (Paris)", "Mouvement", "Objet"]
    assert english[0][:3] == ["Time (Paris)", "Movement", "About"]
    assert [row[3].replace(",", ".") for row in french[1:]] == [row[3] for row in english[1:]]
    assert any(row[2] == "Été à vélo" for row in french)
    assert all("," in row[5] for row in french[1:])
