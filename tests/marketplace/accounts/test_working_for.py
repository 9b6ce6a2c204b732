"""An agency works for one brand at a time, and nothing of another shows."""

from __future__ import annotations

import pytest
from django.test import Client

from marketplace.accounts import mandates
from marketplace.accounts.models import Organisation, User
from payouts import escrow
from tests import factories

pytestmark = pytest.mark.django_db
LISTS = ["/campaigns/", "/funds/"]


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def agency() -> tuple[User, Organisation, dict[str, Organisation]]:
    """An agency with campaigns running for two brands."""
    agent, agency = factories.agency()
    brands = {}
    for name in ("Alpha", "Omega"):
        brand = factories.OrganisationFactory.create(name=name)
        factories.brand(brand)
        factories.mandate(agency, brand)
        factories.live(brand, buyer=agency, title=f"Campaign of {name}")
        brands[name] = brand
    return agent, agency, brands


Agency = tuple[User, Organisation, dict[str, Organisation]]


@pytest.mark.parametrize("path", LISTS)
def test_all_brands_shows_all(agency: Agency, path: str) -> None:
    page = browser(agency[0]).get(path).content.decode()

    assert "Campaign of Alpha" in page
    assert "Campaign of Omega" in page


@pytest.mark.parametrize("path", LISTS)
def test_one_brand_shows_nothing_of_the_other(agency: Agency, path: str) -> None:
    agent, _agency, brands = agency
    client = browser(agent)
    client.post("/working-for/", {"brand": brands["Alpha"].pk, "next": path})

    page = client.get(path).content.decode()

    assert "Campaign of Alpha" in page
    assert "Campaign of Omega" not in page


def test_the_chosen_brand_stands_on_the_page(agency: Agency) -> None:
    agent, _agency, brands = agency
    client = browser(agent)

    client.post("/working-for/", {"brand": brands["Alpha"].pk})

    page = client.get("/campaigns/").content.decode()
    assert '<span class="brand-switch-name">Alpha</span>' in page


def test_movements_are_those_of_the_chosen_brand(agency: Agency) -> None:
    agent, house, brands = agency
    escrow.top_up(house.pk, 4_242, "general")
    client = browser(agent)
    everything = len(client.get("/funds/").context["movements"])

    client.post("/working-for/", {"brand": brands["Alpha"].pk})

    assert everything == 5  # two top-ups, two launches, the general top-up
    assert len(client.get("/funds/").context["movements"]) == 1


@pytest.mark.parametrize("path", LISTS)
def test_a_brand_sees_nothing_of_its_agencys_other_brands(agency: Agency, path: str) -> None:
    _agent, _house, brands = agency

    page = browser(brands["Alpha"].members.get()).get(path).content.decode()

    assert "Omega" not in page


def test_a_brand_does_not_see_its_agencys_funds_mandates_or_team(agency: Agency) -> None:
    _agent, house, brands = agency
    client = browser(brands["Alpha"].members.get())

    assert client.get("/funds/").context["free_cents"] == 0
    for page in ("team", "mandates", "proof"):
        assert client.get(f"/organisations/{house.pk}/{page}/").status_code == 404
    own = client.get(f"/organisations/{brands['Alpha'].pk}/mandates/").content.decode()
    assert "Omega" not in own


def test_the_api_of_a_brand_holds_nothing_of_the_other(agency: Agency) -> None:
    _agent, _house, brands = agency

    found = browser(brands["Alpha"].members.get()).get("/api/v1/campaigns/").json()

    assert "Omega" not in str(found)


def test_a_brand_that_is_nobodys_business_cannot_be_chosen(agency: Agency) -> None:
    client = browser(agency[0])
    stranger = factories.brand()[1]

    client.post("/working-for/", {"brand": stranger.pk})

    assert "working_for" not in client.session


def test_the_choice_goes_with_the_mandate(agency: Agency) -> None:
    agent, house, brands = agency
    client = browser(agent)
    client.post("/working-for/", {"brand": brands["Alpha"].pk})

    mandates.end_mandate(house.mandates_held.get(brand=brands["Alpha"]), agent)

    assert '<span class="brand-switch-name">Alpha</span>' not in str(
        client.get("/campaigns/").content
    )


def test_one_brand_of_ones_own_leaves_nothing_to_choose() -> None:
    page = browser(factories.brand()[0]).get("/campaigns/").content.decode()

    assert "brand-switch" not in page


@pytest.mark.parametrize("there", ["https://elsewhere.example/", "//elsewhere.example/"])
def test_it_leads_back_within_the_site_only(agency: Agency, there: str) -> None:
    response = browser(agency[0]).post("/working-for/", {"brand": "", "next": there})

    assert response.headers["Location"] == "/campaigns/"
