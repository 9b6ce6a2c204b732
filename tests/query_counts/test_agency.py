"""Lists of agencies: mandates, and the campaigns and sponsors that come with them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from marketplace.accounts import invite_brand
from tests import factories
from tests.query_counts.counting import Listed, assert_constant, keep

pytestmark = pytest.mark.django_db


def mandates_of_an_agency() -> Listed:
    user, agency = factories.agency()
    return (
        user, f"/organisations/{agency.pk}/mandates/",
        lambda: keep(factories.mandate(agency, factories.OrganisationFactory.create())),
    )  # fmt: skip


def brands_that_an_agency_invited() -> Listed:
    user, agency = factories.agency()
    return (
        user, f"/organisations/{agency.pk}/mandates/",
        lambda: keep(
            invite_brand.invite_brand(
                agency, "Fern", f"{agency.invitations.count()}@fern.example", user
            )
        ),
    )  # fmt: skip


def campaigns_of_an_agency() -> Listed:
    user, agency = factories.agency()

    def add_one() -> None:
        brand = factories.OrganisationFactory.create()
        factories.mandate(agency, brand)
        factories.draft(brand, buyer=agency)

    return user, "/campaigns/", add_one


def sponsors_to_choose_from() -> Listed:
    user, agency = factories.agency()
    return (
        user, "/campaigns/new/",
        lambda: keep(factories.mandate(agency, factories.OrganisationFactory.create())),
    )  # fmt: skip


LISTS = [
    mandates_of_an_agency,
    brands_that_an_agency_invited,
    campaigns_of_an_agency,
    sponsors_to_choose_from,
]


@pytest.mark.parametrize("make", LISTS, ids=lambda make: make.__name__)
def test_one_item_costs_what_more_cost(make: Callable[[], Listed]) -> None:
    assert_constant(make)
