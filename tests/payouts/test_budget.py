"""A campaign's budget grows once per form, and what would come back is said before it ends."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client

from campaigns.models import Campaign
from campaigns.running import budget_warnings, lifecycle
from marketplace.accounts.decided.kinds import seen_of
from marketplace.notifications.models import Notice
from payouts import close_campaign, escrow, ledger
from payouts.ledger import IdempotencyConflict, InsufficientFunds, Kind
from tests import factories
from tests.payouts.settling import judge_and_settle
from tests.signing_in import with_second_factor

pytestmark = pytest.mark.django_db


def test_a_form_sent_twice_adds_once_and_wakes_a_campaign_that_was_spent() -> None:
    campaign = factories.live(budget_cents=1_000)
    link = factories.approved_link(campaign)
    factories.clicks(link, 30)
    judge_and_settle(campaign)
    assert campaign.status == Campaign.Status.EXHAUSTED
    by, key = campaign.buyer.members.get(), uuid4()
    escrow.top_up(campaign.buyer_id, 500, "MORE")

    for _ in range(2):
        campaign = escrow.add_budget(campaign.pk, 500, by, key)

    assert (campaign.budget_cents, campaign.status) == (1_500, Campaign.Status.LIVE)
    assert ledger.balance(Kind.BRAND_FUNDS, organisation=campaign.buyer_id) == 0
    assert ledger.balance(Kind.CAMPAIGN_ESCROW, campaign=campaign.pk) == campaign.left_cents
    with pytest.raises(IdempotencyConflict):
        escrow.add_budget(campaign.pk, 600, by, key)


def test_a_budget_beyond_the_funds_changes_nothing() -> None:
    campaign = factories.live(budget_cents=1_000)

    with pytest.raises(InsufficientFunds):
        escrow.add_budget(campaign.pk, 500, campaign.buyer.members.get(), uuid4())

    campaign.refresh_from_db()
    assert campaign.budget_cents == 1_000


def test_what_comes_back_lies_between_all_and_none_of_the_undecided_clicks_being_paid() -> None:
    campaign = factories.live(rate_cents=100, cap_cents=300, budget_cents=10_000, fee_bps=1_000)
    factories.clicks(factories.approved_link(campaign), 2)
    judge_and_settle(campaign)
    factories.clicks(factories.approved_link(campaign), 5)  # of which the cap pays three

    refund = close_campaign.refund_if_ended(campaign)

    assert (refund.undecided, refund.most_cents, refund.least_cents) == (5, 9_780, 9_450)


def test_what_is_returned_is_what_was_said() -> None:
    campaign = factories.live(rate_cents=100, budget_cents=10_000)
    factories.clicks(factories.approved_link(campaign), 2)
    judge_and_settle(campaign)
    said = close_campaign.refund_if_ended(campaign)

    lifecycle.end_campaign(campaign, campaign.buyer.members.get())
    close_campaign.close(campaign)

    returned = close_campaign.refunded(campaign)
    assert said.least_cents == said.most_cents
    assert returned is not None
    assert ledger.balance(Kind.BRAND_FUNDS, organisation=campaign.buyer_id) == said.most_cents


def test_people_are_told_once_that_the_money_runs_out_and_again_after_more_was_added() -> None:
    campaign = factories.live(rate_cents=100, budget_cents=1_200, cap_cents=1_000)
    factories.clicks(factories.approved_link(campaign), 10)
    judge_and_settle(campaign)

    told = [budget_warnings.tell_of_low_funds() for _ in range(2)]
    escrow.top_up(campaign.buyer_id, 10, "MORE")
    escrow.add_budget(campaign.pk, 10, campaign.buyer.members.get(), uuid4())
    again = budget_warnings.tell_of_low_funds()

    assert (told, again) == ([1, 0], 1)
    assert Notice.objects.filter(user=campaign.buyer.members.get(), topic="money").count() == 2


def test_the_sponsor_of_an_agencys_campaign_neither_sees_nor_spends_the_agencys_funds() -> None:
    agent, agency = factories.agency()
    owner, brand = factories.brand()
    factories.mandate(agency, brand)
    campaign = factories.draft(brand, buyer=agency)
    escrow.top_up(agency.pk, campaign.budget_cents + 12_345, "ref")
    lifecycle.submit(campaign, agent)
    escrow.launch(campaign, factories.reviewer())
    client = Client()
    client.force_login(owner)

    page = client.get(f"/campaigns/{campaign.pk}/budget/")
    answer = client.post(f"/campaigns/{campaign.pk}/budget/", {"cents": "5", "key": str(uuid4())})

    copied = client.post(f"/campaigns/{campaign.pk}/duplicate/", {"key": str(uuid4())})

    assert copied.status_code == 302
    assert Campaign.objects.latest("pk").buyer == brand
    assert (page.status_code, answer.status_code) == (403, 403)
    assert "budget/" not in client.get(f"/campaigns/{campaign.pk}/").content.decode()
    assert ledger.balance(Kind.BRAND_FUNDS, organisation=agency.pk) == 12_345


def test_nobody_approves_what_they_have_not_read() -> None:
    owner, brand = factories.brand()
    campaign = factories.draft(brand)
    escrow.top_up(brand.pk, campaign.budget_cents, "ref")
    lifecycle.submit(campaign, owner)
    read = seen_of(campaign)
    Campaign.objects.filter(pk=campaign.pk).update(title="Unseen", version=campaign.version + 1)
    client = Client()
    client.force_login(with_second_factor(factories.reviewer()))
    url = f"/review/campaigns/{campaign.pk}/"

    stale = client.post(url, {"decision": "approve", "seen": read})
    before = Campaign.objects.get(pk=campaign.pk).status
    client.post(url, {"decision": "approve", "seen": seen_of(Campaign.objects.get())})

    assert (stale.status_code, before) == (409, Campaign.Status.IN_REVIEW)
    assert Campaign.objects.get(pk=campaign.pk).status == Campaign.Status.LIVE
