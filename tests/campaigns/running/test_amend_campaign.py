"""What may change while a campaign runs, and what a reviewer reads first."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from campaigns.drafts.save_draft import Conflict
from campaigns.models import Amendment, Campaign
from campaigns.running import amend_campaign, lifecycle
from campaigns.running.booking_conditions import Unproven
from marketplace.accounts.models import User
from marketplace.states import IllegalTransition, StateChanged
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign() -> Campaign:
    return factories.live(rate_cents=35, title="Before")


@pytest.fixture
def brand(campaign: Campaign) -> User:
    return campaign.buyer.members.get()


def change(campaign: Campaign, by: User, **values: Any) -> Amendment | None:
    campaign.refresh_from_db()
    return amend_campaign.amend_campaign(campaign.pk, campaign.version, values, by)


def test_a_price_changes_at_once_for_those_who_join_from_now_on(
    campaign: Campaign, brand: User
) -> None:
    early = factories.claim(campaign)

    proposal = change(campaign, brand, rate_cents=50)
    late = factories.claim(campaign)

    early.refresh_from_db()
    assert proposal is None
    assert (early.rate_cents, late.rate_cents) == (35, 50)


def test_what_people_read_waits_for_a_reviewer(campaign: Campaign, brand: User) -> None:
    proposal = change(campaign, brand, title="After", landing_url="https://brand.example/b")

    campaign.refresh_from_db()
    assert campaign.title == "Before"
    assert proposal is not None
    amend_campaign.apply(proposal, factories.reviewer())
    campaign.refresh_from_db()
    assert campaign.title == "After"
    assert campaign.destination_url.startswith("https://brand.example/b?utm_source=franc")


def test_a_page_on_a_domain_that_is_not_proved_is_not_applied(
    campaign: Campaign, brand: User
) -> None:
    proposal = change(campaign, brand, landing_url="https://elsewhere.example/")
    assert proposal is not None

    with pytest.raises(Unproven):
        amend_campaign.apply(proposal, factories.reviewer())

    campaign.refresh_from_db()
    proposal.refresh_from_db()
    assert campaign.landing_url == "https://brand.example/landing"
    assert proposal.status == Amendment.Status.IN_REVIEW


def test_a_refused_change_leaves_the_campaign_as_it_is(campaign: Campaign, brand: User) -> None:
    proposal = change(campaign, brand, title="After")
    assert proposal is not None

    amend_campaign.refuse(proposal, factories.reviewer(), "The title promises too much.")

    campaign.refresh_from_db()
    assert campaign.title == "Before"
    with pytest.raises((IllegalTransition, StateChanged)):
        amend_campaign.apply(proposal, factories.reviewer())


def test_a_second_proposal_replaces_the_first(campaign: Campaign, brand: User) -> None:
    first = change(campaign, brand, title="After")
    second = change(campaign, brand, title="Later")

    assert first is not None
    assert second is not None
    first.refresh_from_db()
    assert first.status == Amendment.Status.WITHDRAWN
    assert campaign.amendments.get(status=Amendment.Status.IN_REVIEW) == second


def test_two_people_changing_get_a_conflict(campaign: Campaign, brand: User) -> None:
    shown = campaign.version
    colleague, _ = factories.brand(campaign.sponsor)
    amend_campaign.amend_campaign(campaign.pk, shown, {"rate_cents": 40}, colleague)

    with pytest.raises(Conflict):
        amend_campaign.amend_campaign(campaign.pk, shown, {"rate_cents": 45}, brand)


def test_ones_own_last_change_wins(campaign: Campaign, brand: User) -> None:
    shown = campaign.version
    for cents in (40, 45):
        amend_campaign.amend_campaign(campaign.pk, shown, {"rate_cents": cents}, brand)

    campaign.refresh_from_db()
    assert campaign.rate_cents == 45


def test_what_changed_is_kept_with_what_was_before(campaign: Campaign, brand: User) -> None:
    day = campaign.ends_on + timedelta(days=3)

    change(campaign, brand, ends_on=day)

    kept = campaign.amendments.get()
    assert kept.before == {"ends_on": campaign.ends_on.isoformat()}
    assert kept.after == {"ends_on": day.isoformat()}
    assert kept.by == brand


def test_a_change_that_waits_when_the_campaign_ends_is_never_applied(
    campaign: Campaign, brand: User
) -> None:
    proposal = change(campaign, brand, title="After")
    assert proposal is not None
    campaign.refresh_from_db()

    lifecycle.end_campaign(campaign, brand)

    with pytest.raises((IllegalTransition, StateChanged)):
        amend_campaign.apply(proposal, factories.reviewer())
    proposal.refresh_from_db()
    campaign.refresh_from_db()
    assert (campaign.title, proposal.status) == ("Before", Amendment.Status.WITHDRAWN)
