"""Search that knows no accents, in every box."""

from __future__ import annotations

import unicodedata

import pytest
from django.test import Client, override_settings

from campaigns.joining import offers
from campaigns.joining.offers import Wish
from marketplace.accounts import mandates, search_people
from marketplace.accounts.models import Organisation, User
from marketplace.administration.site import site
from marketplace.fold_text import fold
from marketplace.notifications.models import Mail
from marketplace.search_text import matching, same
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("Vélo Cargo", "velo"),
        ("Velo Cargo", "vélo"),
        ("Vélo Cargo", "VE\u0301LO"),
        (unicodedata.normalize("NFD", "Vélo Cargo"), "vélo"),
        ("Vélo Cargo", "cargo velo"),
        ("Cœur de miel", "coeur"),
        ("Coeur de miel", "cœur"),
        ("ŒUVRE", "oeuvre"),
        ("Łódź", "lodz"),
        ("Straße", "STRASSE"),
        ("L’Été", "l'ete"),
        ("İstanbul, ışık", "istanbul isik"),
        ("Во́лга", "волга"),
        ("100% miel_pur", "% miel_"),
        ("ra\u00adil", "rail"),
    ],
)
def test_a_name_is_found_however_it_is_typed(name: str, query: str) -> None:
    made = factories.OrganisationFactory.create(name=name)
    factories.OrganisationFactory.create(name="Opale")

    assert list(Organisation.objects.filter(matching(query, "name"))) == [made]


@pytest.mark.parametrize("query", ["velos", "velo opale", "v_lo", "v%o", "'; --", "\\"])
def test_what_is_not_there_is_not_found(query: str) -> None:
    factories.OrganisationFactory.create(name="Vélo Cargo")

    assert not Organisation.objects.filter(matching(query, "name", "legal_name"))


@pytest.mark.parametrize("text", ["Vélo", "ŒUVRE", "Straße", "Łódź", "l’été", "ﬁn", "①"])
def test_the_database_folds_as_python_does(text: str) -> None:
    made = factories.OrganisationFactory.create(name=text)

    assert list(Organisation.objects.filter(same(fold(text).text, "name"))) == [made]


def test_offers_are_searched_by_campaign_and_brand() -> None:
    lina = factories.InfluencerFactory.create()
    _user, brand = factories.brand(factories.OrganisationFactory.create(name="Vélo Cargo"))
    campaign = factories.live(brand, title="Un cœur d’été")
    factories.live(title="Autre chose")

    for query in ("velo", "coeur", "velo ete"):
        found = [one.campaign for one in offers.offers(lina, Wish(query=query))]
        assert found == [campaign], query


def test_people_and_organisations_are_searched() -> None:
    person = factories.UserFactory.create(name="Zoé Lefèvre")
    brand = factories.OrganisationFactory.create(name="Rail Vert", legal_name="Chemins Fleurís")

    assert list(search_people.people("zoe lefevre")) == [person]
    assert list(search_people.people(person.email.upper())) == [person]
    assert list(search_people.organisations("fleuris")) == [brand]


def test_a_brand_is_meant_by_its_name_without_accents() -> None:
    brand = factories.OrganisationFactory.create(name="Vélo Cargo")

    assert mandates.find_brand("velo cargo") == brand
    with pytest.raises(mandates.NotPossible):
        mandates.find_brand("velo")


def test_a_brand_searches_its_campaigns(client: Client) -> None:
    user, brand = factories.brand()
    factories.live(brand, title="Été à vélo")
    factories.live(brand, title="Hiver")
    client.force_login(user)

    page = client.get("/campaigns/", {"q": "ete velo"}).content.decode()

    assert "Été à vélo" in page
    assert "Hiver" not in page


@override_settings(EMBEDDED=True)
def test_mails_are_searched_by_subject_text_and_address(client: Client) -> None:
    Mail.objects.create(subject="Votre réponse", text="a", to="a@b.example")
    Mail.objects.create(subject="x", text="Le délai", to="c@d.example")

    def found(query: str) -> list[str]:
        return [mail.subject for mail in client.get("/mails/", {"q": query}).context["mails"]]

    assert found("reponse") == ["Votre réponse"]
    assert found("delai c@d") == ["x"]
    assert found("") == ["x", "Votre réponse"]
    nothing = client.get("/mails/", {"q": "rien du tout"})
    assert "rien du tout" in nothing.content.decode()


def test_the_tables_of_the_administration_are_searched_the_same_way() -> None:
    person = factories.UserFactory.create(name="Zoé Lefèvre")
    table = site.get_model_admin(User)

    found, _twice = table.get_search_results(None, User.objects.all(), "zoe")

    assert list(found) == [person]
    for model, one in site._registry.items():
        none, _twice = one.get_search_results(None, model._default_manager.all(), "nobody at all")
        assert not one.search_fields or not none.exists()
