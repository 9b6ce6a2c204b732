"""Lists of the API: campaigns, claims and clicks."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests import factories
from tests.query_counts.counting import Listed, assert_constant, keep

pytestmark = pytest.mark.django_db


def campaigns_in_the_api() -> Listed:
    user, organisation = factories.brand()
    return user, "/api/v1/campaigns/", lambda: keep(factories.draft(organisation))


def claims_in_the_api() -> Listed:
    user, organisation = factories.brand()
    campaign = factories.live(organisation)
    return user, "/api/v1/claims/", lambda: keep(factories.claim(campaign))


def clicks_in_the_api() -> Listed:
    user, organisation = factories.brand()
    campaign = factories.live(organisation)
    return (
        user, f"/api/v1/campaigns/{campaign.pk}/clicks/",
        lambda: keep(factories.claim(campaign)),
    )  # fmt: skip


LISTS = [campaigns_in_the_api, claims_in_the_api, clicks_in_the_api]


@pytest.mark.parametrize("make", LISTS, ids=lambda make: make.__name__)
def test_one_item_costs_what_more_cost(make: Callable[[], Listed]) -> None:
    assert_constant(make)
