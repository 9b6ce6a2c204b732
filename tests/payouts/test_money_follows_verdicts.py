"""Whatever becomes of a verdict, the books follow it to the cent."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db.models import F
from django.utils import timezone

from campaigns.cases import appeal_case, decide_case, open_case
from campaigns.models import Campaign, CaseClick, HourlySettlement, ToSettle
from campaigns.running import lifecycle
from payouts import close_campaign, ledger, revisit_set_aside
from payouts.ledger import Kind
from payouts.models import ClickEarning, Hold, SetAside
from tests import factories
from tests.payouts.verdicts import (
    breaches,
    change_to,
    one_case,
    paid_link,
    settle,
    suspicion,
)

pytestmark = pytest.mark.django_db


def test_what_was_held_for_nothing_goes_back_to_its_hold() -> None:
    link, clicks = paid_link(3)
    due_at = Hold.objects.get().due_at
    change_to(link, clicks, "held")
    settle(link.claim.campaign_id)

    change_to(link, clicks, "valid")
    settle(link.claim.campaign_id)

    assert list(Hold.objects.values_list("cents", "due_at")) == [(105, due_at)]
    assert not SetAside.objects.exists()
    assert HourlySettlement.objects.get(reason="").cents == 105
    assert breaches() == []


def test_what_is_rejected_for_good_comes_back_to_the_campaign_with_its_fee() -> None:
    link, clicks = paid_link(10, fee_bps=1_000)
    campaign = link.claim.campaign

    change_to(link, clicks[:4], "rejected")
    settle(campaign.pk)

    campaign.refresh_from_db()
    link.claim.refresh_from_db()
    assert (campaign.earned_cents, campaign.fee_cents, campaign.paid_clicks) == (210, 21, 6)
    assert (link.claim.accrued_cents, link.claim.paid_clicks) == (210, 6)
    assert campaign.days.get().earned_cents == 210
    assert ledger.balance(Kind.CAMPAIGN_ESCROW, campaign=campaign.pk) == 100_000 - 231
    assert breaches() == []


def test_what_comes_back_may_be_earned_again_below_the_cap() -> None:
    link, clicks = paid_link(4, cap_cents=140)
    change_to(link, clicks[:2], "rejected")
    factories.clicks(link, 3)

    settle(link.claim.campaign_id)

    link.claim.refresh_from_db()
    assert link.claim.accrued_cents == 140
    assert breaches() == []


def test_a_budget_that_was_spent_runs_again_on_what_comes_back() -> None:
    link, clicks = paid_link(4, budget_cents=154, fee_bps=1_000)
    campaign = link.claim.campaign
    campaign.refresh_from_db()
    before = campaign.status

    change_to(link, clicks[:1], "rejected")
    settle(campaign.pk)

    campaign.refresh_from_db()
    assert (before, campaign.status) == (Campaign.Status.EXHAUSTED, Campaign.Status.LIVE)
    assert breaches() == []


def test_a_click_that_is_valid_again_after_a_reversal_earns_a_new_row() -> None:
    link, clicks = paid_link(1)
    for outcome in ("rejected", "valid"):
        change_to(link, clicks, outcome)
        settle(link.claim.campaign_id)

    rows = ClickEarning.objects.order_by("seq").values_list("seq", "cents", "reason")
    assert list(rows) == [(1, 35, ""), (2, -35, "reversed"), (3, 35, "")]
    assert breaches() == []


def test_a_click_that_had_earned_nothing_is_undone_without_money() -> None:
    link, clicks = paid_link(3, cap_cents=70)
    change_to(link, clicks, "rejected")

    settle(link.claim.campaign_id)

    assert sorted(ClickEarning.objects.filter(seq=2).values_list("cents", flat=True)) == [
        -35, -35, 0,
    ]  # fmt: skip
    assert breaches() == []


def test_after_closing_the_money_goes_to_the_buyer() -> None:
    link, clicks = paid_link(5, fee_bps=1_000)
    campaign = link.claim.campaign
    campaign.refresh_from_db()
    end_and_close(campaign)
    funds = ledger.balance(Kind.BRAND_FUNDS, organisation=campaign.buyer_id)

    change_to(link, clicks[:2], "rejected")
    settle(campaign.pk)

    gained = ledger.balance(Kind.BRAND_FUNDS, organisation=campaign.buyer_id) - funds
    assert gained == 70 + 7
    assert breaches() == []


def test_a_closed_campaign_pays_nothing_any_more() -> None:
    link, clicks = paid_link(5)
    campaign = link.claim.campaign
    campaign.refresh_from_db()
    change_to(link, clicks[:1], "rejected")
    settle(campaign.pk)
    campaign.refresh_from_db()
    end_and_close(campaign)

    change_to(link, clicks[:1], "valid")
    settle(campaign.pk)

    assert ClickEarning.objects.get(seq=3).reason == "budget_spent"
    assert breaches() == []


def test_what_is_rejected_stays_reserved_while_an_influencer_may_be_heard() -> None:
    link, clicks = paid_link(5)
    open_case.hold(suspicion(link, clicks[:2]))
    decide_case.decide_case(
        one_case().pk, factories.reviewer(), "rejected", "They clicked each other."
    )

    settle(link.claim.campaign_id)

    link.claim.refresh_from_db()
    assert (SetAside.objects.count(), link.claim.accrued_cents) == (2, 175)
    assert revisit_set_aside.wake_decided() == 0
    assert breaches() == []


def test_thirty_days_later_it_goes_back() -> None:
    link, clicks = paid_link(5)
    open_case.hold(suspicion(link, clicks[:2]))
    decide_case.decide_case(
        one_case().pk, factories.reviewer(), "rejected", "They clicked each other."
    )
    settle(link.claim.campaign_id)
    a_month_later()

    woken = revisit_set_aside.wake_decided()
    settle(link.claim.campaign_id)

    link.claim.refresh_from_db()
    assert (woken, link.claim.accrued_cents, SetAside.objects.count()) == (2, 105, 0)
    assert breaches() == []


def test_an_open_appeal_keeps_it_reserved_for_as_long_as_it_takes() -> None:
    link, clicks = paid_link(5)
    open_case.hold(suspicion(link, clicks[:2]))
    decide_case.decide_case(
        one_case().pk, factories.reviewer(), "rejected", "They clicked each other."
    )
    settle(link.claim.campaign_id)
    appeal = appeal_case.appeal(one_case().pk, link.claim, "We work in one office.")
    a_month_later()

    assert revisit_set_aside.wake_decided() == 0
    appeal_case.decide_appeal(appeal, factories.reviewer(), "It is so.", upheld=False)
    assert revisit_set_aside.wake_decided() == 2


def test_a_campaign_is_not_closed_while_an_influencer_may_be_heard() -> None:
    link, clicks = paid_link(5)
    campaign = link.claim.campaign
    campaign.refresh_from_db()
    open_case.hold(suspicion(link, clicks[:2]))
    decide_case.decide_case(
        one_case().pk, factories.reviewer(), "rejected", "They clicked each other."
    )
    settle(campaign.pk)
    end_long_ago(campaign)

    while_appealable = close_campaign.close_finished()
    a_month_later()
    revisit_set_aside.wake_decided()
    settle(campaign.pk)

    assert (while_appealable, close_campaign.close_finished()) == (0, 1)
    assert breaches() == []


def test_the_refund_of_an_end_counts_what_may_come_back() -> None:
    link, clicks = paid_link(5, fee_bps=1_000)
    change_to(link, clicks[:2], "held")
    settle(link.claim.campaign_id)
    campaign = link.claim.campaign
    campaign.refresh_from_db()

    refund = close_campaign.refund_if_ended(campaign)

    assert refund.least_cents == 100_000 - 175 - 18
    assert refund.most_cents == 100_000 - 105 - 11
    assert refund.undecided == 2


def test_a_row_put_again_while_it_is_settled_is_not_lost() -> None:
    link, clicks = paid_link(1)
    change_to(link, clicks, "held")

    change_to(link, clicks, "valid")

    assert ToSettle.objects.count() == 1
    settle(link.claim.campaign_id)
    assert not ToSettle.objects.exists()
    assert breaches() == []


def a_month_later() -> None:
    CaseClick.objects.update(decided_at=F("decided_at") - timedelta(days=31))


def end_long_ago(campaign: Campaign) -> None:
    lifecycle.end_campaign(campaign, by=None, at=timezone.now() - timedelta(days=10))


def end_and_close(campaign: Campaign) -> None:
    end_long_ago(campaign)
    assert close_campaign.close_finished() == 1
