"""Lists of people and organisations, and the history of one, as staff sees them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from campaigns.running import dispute_clicks
from marketplace.accounts import membership
from marketplace.accounts.findings.note_finding import note_finding
from marketplace.accounts.models import Finding
from tests import factories
from tests.query_counts.counting import Listed, assert_constant, keep

pytestmark = pytest.mark.django_db


def people_to_staff() -> Listed:
    return factories.finance(), "/people/", lambda: keep(factories.InfluencerFactory.create())


def organisations_to_staff() -> Listed:
    return factories.finance(), "/people/?show=organisations", lambda: keep(factories.brand())


def history_of_a_person() -> Listed:
    influencer = factories.InfluencerFactory.create()

    def add_one() -> None:
        campaign = factories.live()
        joined = factories.approved_link(campaign, influencer).claim
        dispute_clicks.open_dispute(joined, campaign.sponsor.members.get(), "All at night.")
        other = factories.InfluencerFactory.create()
        note_finding(Finding.Kind.SAME_DEVICE, [influencer.pk, other.pk], {"days": []})

    return factories.reviewer(), f"/people/{influencer.user_id}/", add_one


def history_of_an_organisation() -> Listed:
    user, organisation = factories.brand()

    def add_one() -> None:
        joined = factories.claim(factories.live(organisation))
        dispute_clicks.open_dispute(joined, user, "All at night.")
        membership.join(organisation, factories.UserFactory.create(role="brand"), "viewer")

    return factories.reviewer(), f"/brands/{organisation.pk}/", add_one


LISTS = [people_to_staff, organisations_to_staff, history_of_a_person, history_of_an_organisation]


@pytest.mark.parametrize("make", LISTS, ids=lambda make: make.__name__)
def test_one_item_costs_what_more_cost(make: Callable[[], Listed]) -> None:
    assert_constant(make)
