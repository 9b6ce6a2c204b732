"""A campaign that ends says where its money is, what it waits for, and what came back when."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from campaigns.cases import decide_case
from campaigns.models import Campaign
from campaigns.running import lifecycle
from marketplace.accounts.models import Organisation, User
from marketplace.notifications.models import Notice
from payouts import audit, close_campaign, escrow, ledger
from payouts.ledger import Kind
from tests import factories
from tests.payouts.settling import judge_and_settle

pytestmark = pytest.mark.django_db


def browser(user: User) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    return client


def with_held_clicks() -> tuple[Campaign, User]:
    """EUR 1,200, of which two clicks at EUR 1 are paid and three wait for a post's review."""
    campaign = factories.live(rate_cents=100, budget_cents=120_000, fee_bps=1_000)
    factories.clicks(factories.approved_link(campaign), 2)
    factories.clicks(factories.claim(campaign).links.get(), 3)
    judge_and_settle(campaign)
    return campaign, campaign.buyer.members.get()


def test_before_the_end_it_says_that_nothing_comes_back_at_once() -> None:
    campaign, owner = with_held_clicks()

    page = browser(owner).get(f"/campaigns/{campaign.pk}/end/").content.decode()

    assert "nothing comes back at once" in page
    assert "would come back" in page
    assert "3 clicks are held" in page


def test_after_the_end_it_says_what_is_reserved_and_that_nothing_has_come_back() -> None:
    campaign, owner = with_held_clicks()
    client = browser(owner)

    client.post(f"/campaigns/{campaign.pk}/end/")
    page = client.get(f"/campaigns/{campaign.pk}/end/").content.decode()
    funds = client.get("/funds/").content.decode()

    reserved = ledger.balance(Kind.CAMPAIGN_ESCROW, campaign=campaign.pk)
    assert reserved == 120_000 - 220
    assert "€1,197.80" in page
    assert "nothing has come back yet" in page
    assert "come back to your funds" not in page
    assert "€1,194.50" in page  # if all three are paid
    assert "Ended: reserved until" in funds
    assert "€1,197.80" in funds
    told = str(Notice.objects.filter(user=owner).latest("pk").words)
    assert "€1,197.80 stay reserved" in told
    assert [check.name for check in audit.look() if not check.holds] == []


def test_when_it_is_closed_page_notice_and_ledger_say_the_same_amount() -> None:
    campaign = factories.live(rate_cents=100, budget_cents=120_000, fee_bps=1_000)
    factories.clicks(factories.approved_link(campaign), 2)
    judge_and_settle(campaign)
    owner = campaign.buyer.members.get()
    lifecycle.end_campaign(campaign, owner, at=timezone.now() - timedelta(days=3))

    close_campaign.close_finished()

    page = browser(owner).get(f"/campaigns/{campaign.pk}/end/").content.decode()
    told = str(Notice.objects.filter(user=owner).latest("pk").words)
    assert close_campaign.returned_cents(campaign) == 119_780
    assert ledger.balance(Kind.BRAND_FUNDS, organisation=campaign.buyer_id) == 119_780
    assert "€1,197.80" in page
    assert "came back to the funds of" in page
    assert "€1,197.80 have come back" in told
    assert [check.name for check in audit.look() if not check.holds] == []


def test_one_that_ends_by_the_clock_tells_its_people() -> None:
    campaign = factories.live()
    Campaign.objects.filter(pk=campaign.pk).update(ends_on=timezone.localdate() - timedelta(days=1))

    lifecycle.end_due()

    told = Notice.objects.filter(user=campaign.buyer.members.get()).latest("pk")
    assert "stay reserved" in str(told.words)


def test_an_agencys_free_funds_are_explained_to_the_cent_when_one_brand_is_chosen() -> None:
    agent, agency = factories.agency()
    ours, other = factories.brand()[1], factories.brand()[1]
    for brand in (ours, other):
        factories.mandate(agency, brand)
    escrow.top_up(agency.pk, 40_000, "the purse")
    launched(other, agency)
    launched(ours, agency)
    client = browser(agent)
    client.post("/working-for/", {"brand": ours.pk})

    context = client.get("/funds/").context

    purse = context["purse"]
    shown = sum(movement["cents"] for movement in context["movements"])
    assert context["free_cents"] == 40_000
    assert purse["free_cents"] == 40_000
    assert purse["brand_cents"] == shown
    assert purse["brand_cents"] + purse["others_cents"] == 40_000


def launched(brand: Organisation, agency: Organisation) -> Campaign:
    return factories.live(brand, buyer=agency)


def test_rejected_clicks_that_may_be_appealed_say_until_when_on_both_pages() -> None:
    campaign = factories.live(rate_cents=100, budget_cents=120_000, fee_bps=1_000)
    case = factories.case(factories.approved_link(campaign), count=2)
    decide_case.decide_case(case.pk, factories.reviewer(), "rejected", "A ring.")
    owner = campaign.buyer.members.get()
    lifecycle.end_campaign(campaign, owner)
    client = browser(owner)

    after = client.get(f"/campaigns/{campaign.pk}/end/").context["after"]
    page = client.get(f"/campaigns/{campaign.pk}/end/").content.decode()
    row = client.get("/funds/").context["campaigns"][0]

    assert after.appealable == 2
    assert after.earliest == after.appeals_until
    assert row["earliest"] == after.earliest
    assert after.appeals_until > after.late_until
    assert "may appeal until" in page
