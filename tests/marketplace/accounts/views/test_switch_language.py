"""The language switch is remembered by the browser, and with whoever is signed in."""

from __future__ import annotations

import pytest
from django.test import Client

from tests import factories
from tests.signing_in import signed_in_as, with_second_factor

pytestmark = pytest.mark.django_db
ENGLISH = {"language": "en", "next": "/links/"}


def test_a_person_keeps_the_language_for_their_mails_too() -> None:
    lina = factories.InfluencerFactory.create().user

    answer = signed_in_as(lina).post("/i18n/setlang/", ENGLISH)

    lina.refresh_from_db()
    assert (answer.headers["Location"], lina.language) == ("/links/", "en")
    assert answer.cookies["django_language"].value == "en"


def test_a_language_that_there_is_not_changes_nothing() -> None:
    lina = factories.InfluencerFactory.create().user

    signed_in_as(lina).post("/i18n/setlang/", {"language": "xx", "next": "/"})

    lina.refresh_from_db()
    assert lina.language == "fr"


def test_who_acts_for_somebody_leaves_their_language_alone() -> None:
    lina = factories.InfluencerFactory.create().user
    client = signed_in_as(with_second_factor(factories.reviewer()))
    client.post(f"/people/{lina.pk}/act/", {"reason": "They asked us by telephone."})
    assert 'class="acting"' in client.get("/links/").content.decode()

    answer = client.post("/i18n/setlang/", ENGLISH)

    lina.refresh_from_db()
    assert (answer.cookies["django_language"].value, lina.language) == ("en", "fr")


def test_it_stands_on_every_page() -> None:
    lina = factories.InfluencerFactory.create().user

    assert "data-language-switch" in signed_in_as(lina).get("/me/voice/").content.decode()
    assert "data-language-switch" in Client().get("/accounts/signup/").content.decode()
