"""What a mandate still allows is told where the money is typed and before it is sent."""

from __future__ import annotations

import pytest
from django.test import Client

from campaigns.models import Campaign
from campaigns.running import lifecycle
from campaigns.running.booking_conditions import OverMandate
from campaigns.running.mandate_left import mandate_left
from marketplace.accounts.models import Mandate, User
from tests import factories

pytestmark = pytest.mark.django_db
BUDGET = 100_000  # cents, of every draft of the factories


@pytest.fixture
def agent() -> User:
    return factories.agency()[0]


def english(user: User) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    return client


def planned(agent: User, limit_cents: int | None) -> Campaign:
    """A draft under a mandate of which another campaign holds its budget already."""
    agency, brand = agent.organisations.get(), factories.brand()[1]
    factories.mandate(agency, brand, limit_cents=limit_cents)
    lifecycle.submit(factories.draft(brand, buyer=agency), agent)
    return factories.draft(brand, buyer=agency)


def test_the_figures_are_those_that_sending_compares(agent: User) -> None:
    draft = planned(agent, limit_cents=BUDGET + 1_234)

    left = mandate_left(draft)

    assert left is not None
    assert (left.booked_cents, left.left_cents) == (BUDGET, 1_234)
    with pytest.raises(OverMandate) as refusal:
        lifecycle.submit(draft, agent)
    assert refusal.value.left_cents == left.left_cents


@pytest.mark.parametrize("page", ["edit/worth/", "check/"])
def test_what_is_left_and_by_how_much_it_is_passed_is_told(agent: User, page: str) -> None:
    draft = planned(agent, limit_cents=BUDGET + 40_000)

    shown = english(agent).get(f"/campaigns/{draft.pk}/{page}").content.decode()

    assert "Left for this one" in shown
    assert "€400" in shown
    assert "€600 more than the mandate allows" in shown


def test_it_follows_what_is_typed(agent: User) -> None:
    draft = planned(agent, limit_cents=BUDGET + 40_000)
    typed = {"campaign": str(draft.pk), "rate_cents": "0.35", "cap_cents": "50"}
    client = english(agent)

    within = client.get("/campaigns/estimate/", {**typed, "budget_cents": "400"})
    over = client.get("/campaigns/estimate/", {**typed, "budget_cents": "400.50"})

    assert "more than the mandate allows" not in within.content.decode()
    assert "€0.50 more than the mandate allows" in over.content.decode()


def test_nobody_else_learns_it(agent: User) -> None:
    draft = planned(agent, limit_cents=BUDGET + 40_000)
    stranger = english(factories.brand()[0])

    page = stranger.get("/campaigns/estimate/", {"campaign": str(draft.pk), "budget_cents": "400"})

    assert "mandate" not in page.content.decode()


def test_one_that_has_ended_is_said_before_it_is_sent(agent: User) -> None:
    draft = planned(agent, limit_cents=None)
    Mandate.objects.update(ends_on="2020-01-01")

    page = english(agent).get(f"/campaigns/{draft.pk}/check/").content.decode()

    assert "has ended: ask for a new one" in page


def test_a_brand_that_books_for_itself_needs_none() -> None:
    assert mandate_left(factories.draft()) is None
