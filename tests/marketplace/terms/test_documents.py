"""Legal pages: every version in both languages, open to everybody, and models until completed."""

from __future__ import annotations

from datetime import date

import pytest
from django.template.backends.django import Template
from django.template.loader import get_template
from django.test import Client
from pytest_django import Settings

from marketplace.terms.documents import DOCUMENTS, Document, Kind, find_document, in_force

pytestmark = pytest.mark.django_db
LANGUAGES = ("fr", "en")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda d: f"{d.kind}-{d.version}")
def test_every_version_has_its_text(document: Document, language: str) -> None:
    assert isinstance(get_template(document.template(language)), Template)


def test_the_newest_version_of_the_day_is_in_force() -> None:
    first = Document(Kind.PRIVACY, "1", date(2026, 1, 1))
    second = Document(Kind.PRIVACY, "2", date(2026, 6, 1))

    assert in_force(Kind.PRIVACY, date(2026, 5, 31), (second, first)) == first
    assert in_force(Kind.PRIVACY, date(2026, 6, 1), (second, first)) == second
    with pytest.raises(LookupError):
        in_force(Kind.PRIVACY, date(2025, 12, 31), (second, first))


def test_no_version_has_the_name_of_another() -> None:
    assert all(find_document(d.kind, d.version) is d for d in DOCUMENTS)


@pytest.mark.parametrize(("language", "words"), [("fr", "Aucun cookie"), ("en", "No cookie")])
def test_a_page_speaks_the_reader_s_language(language: str, words: str) -> None:
    page = Client(headers={"accept-language": language}).get("/legal/privacy/")

    assert words in page.content.decode()


def test_the_operator_is_named_and_what_is_missing_too(settings: Settings) -> None:
    settings.OPERATOR_NAME, settings.OPERATOR_DIRECTOR = "Franc du Test", ""

    page = Client(headers={"accept-language": "en"}).get("/legal/legal-notice/").content.decode()

    assert "Franc du Test" in page
    assert "[name]" in page
    assert "A model, to be completed" in page


def test_a_checked_text_is_no_model_any_more(settings: Settings) -> None:
    settings.OPERATOR_LEGAL_CHECKED = True

    page = Client(headers={"accept-language": "en"}).get("/legal/privacy/").content.decode()

    assert "A model, to be completed" not in page


@pytest.mark.parametrize("path", ["/legal/nothing/", "/legal/privacy/0/"])
def test_what_never_was_is_not_found(path: str) -> None:
    assert Client().get(path).status_code == 404


def test_the_foot_of_open_pages_leads_to_all_of_them() -> None:
    page = Client().get("/").content.decode()

    assert all(f"/legal/{kind}/" in page for kind in Kind)
