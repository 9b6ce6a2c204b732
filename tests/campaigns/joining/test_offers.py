"""What an influencer finds, in which order, and what a card lets them do."""

from __future__ import annotations

import pytest
from django.test import Client

from campaigns.joining import leave_campaign, offers, request_to_join
from campaigns.joining.offers import Wish
from marketplace.accounts.models import Influencer
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def lina() -> Influencer:
    return factories.InfluencerFactory.create(topics=["food"])


def titles(influencer: Influencer, wish: Wish | None = None) -> list[str]:
    return [one.campaign.title for one in offers.offers(influencer, wish or Wish())]


def test_what_fits_comes_first_and_what_does_not_comes_last(lina: Influencer) -> None:
    factories.live(title="elsewhere", countries=["BE"], category="food", rate_cents=90)
    factories.live(title="anything", rate_cents=70)
    factories.live(title="my topic", category="food", rate_cents=35)

    assert titles(lina) == ["my topic", "anything", "elsewhere"]
    assert titles(lina, Wish(order="pay")) == ["elsewhere", "anything", "my topic"]
    assert titles(lina, Wish(only_open=True)) == ["my topic", "anything"]


def test_what_one_takes_part_in_comes_after_what_one_can_join(lina: Influencer) -> None:
    factories.claim(factories.live(title="taken", rate_cents=90), lina)
    factories.live(title="new", rate_cents=35)

    assert titles(lina) == ["new", "taken"]


@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        (Wish(network="tiktok"), ["tiktok", "any"]),
        (Wish(network="x"), ["any"]),
        (Wish(language="de"), ["any", "tiktok"]),
        (Wish(topic="food"), ["tiktok"]),
        (Wish(query="tik"), ["tiktok"]),
    ],
)
def test_filters_keep_what_is_for_anybody(
    lina: Influencer, wish: Wish, expected: list[str]
) -> None:
    factories.live(title="tiktok", networks=["tiktok"], category="food")
    factories.live(title="any", category="travel")

    assert sorted(titles(lina, wish)) == sorted(expected)


def test_a_card_knows_what_can_be_done(lina: Influencer) -> None:
    free, chosen, waits, taken, left, full = (
        factories.live(**fields)
        for fields in ({}, {"admission": "chosen"}, {"admission": "chosen"}, {}, {},
                       {"joins_per_day": 1})
    )  # fmt: skip
    request_to_join.ask_to_join(waits.pk, lina)
    factories.claim(taken, lina)
    leave_campaign.leave(factories.claim(left, lina))
    factories.claim(full)

    acts = {one.campaign.pk: one.act for one in offers.offers(lina, Wish())}

    assert acts == {
        free.pk: "claim", chosen.pk: "ask", waits.pk: "asked", taken.pk: "open", left.pk: "back",
        full.pk: "",
    }  # fmt: skip


def test_one_tap_on_the_card_takes_part(lina: Influencer) -> None:
    campaign = factories.live()
    client = Client()
    client.force_login(lina.user)

    answer = client.post(f"/find/{campaign.pk}/claim/")

    claim = campaign.claims.get()
    assert answer.headers["Location"] == f"/links/{claim.pk}/message/"


def test_a_card_says_what_is_in_the_way_and_where_to_change_it(lina: Influencer) -> None:
    factories.live(tiers=["nano"])
    factories.social_account(lina, followers=1_240, status="waiting")
    client = Client(headers={"accept-language": "en"})
    client.force_login(lina.user)

    page = client.get("/find/").content.decode()

    assert "yours are waiting to be confirmed" in page
    assert 'href="/me/accounts/"' in page


def test_an_address_that_says_nonsense_is_as_if_it_did_not(lina: Influencer) -> None:
    factories.live(title="Trains")
    client = Client()
    client.force_login(lina.user)

    page = client.get("/find/?network=nowhere&order=x&open=maybe&topic=%3Cb%3E").content.decode()

    assert "Trains" in page
