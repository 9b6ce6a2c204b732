"""Holds, payout runs and closing: money leaves once, and only when it may."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.core.exceptions import ValidationError
from django.db import ProgrammingError, connections
from django.utils import timezone

from campaigns.clicks.judging import close_undecided, judge_clicks
from campaigns.disclosure import decide_post
from campaigns.models import Campaign, CampaignTransition, Link
from campaigns.running import lifecycle
from marketplace.accounts import suspend_account
from marketplace.states import IllegalTransition
from payouts import (
    bank_accounts,
    close_campaign,
    earnings,
    escrow,
    holds,
    ledger,
    payout_runs,
)
from payouts.forms import PayoutAccountForm
from payouts.ledger import InsufficientFunds, Kind
from payouts.models import Hold, Payout
from payouts.payout_runs import NothingToPay
from tests import factories
from tests.harness.cluster import Cluster
from tests.payouts.bank_account import IBAN, with_account

pytestmark = pytest.mark.usefixtures("days")
NS = {"p": "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"}


def earned(clicks: int, **fields: Any) -> Link:
    """A claim with this many settled clicks, all pending."""
    campaign = factories.live(**fields)
    link = factories.approved_link(campaign)
    factories.clicks(link, clicks)
    judge_clicks.judge_batch()
    earnings.settle_batch(campaign.pk)
    link.claim.refresh_from_db()
    return link


@pytest.fixture
def days(cluster: Cluster) -> None:
    """A database of its own, with the partitions of these days."""
    factories.prepare_days()


def make_due() -> None:
    """Two weeks later: due times are the owner's to move, not the application's."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("UPDATE payouts_hold SET due_at = now() - interval '1 second'")


def available(link: Link) -> int:
    return ledger.balance(Kind.INFLUENCER_AVAILABLE, influencer=link.claim.influencer_id)


def test_nothing_is_released_before_it_is_due() -> None:
    link = earned(3)

    assert holds.release_due() == 0
    assert available(link) == 0


def test_a_due_hold_is_released_once() -> None:
    link = earned(3)
    make_due()

    assert (holds.release_due(), holds.release_due()) == (1, 0)

    link.claim.refresh_from_db()
    assert available(link) == 105
    assert (link.claim.released_cents, link.claim.pending_cents) == (105, 0)


def test_earnings_after_a_release_wait_in_a_hold_of_their_own() -> None:
    link = earned(3)
    make_due()
    holds.release_due()
    factories.clicks(link, 2)
    judge_clicks.judge_batch()
    earnings.settle_batch(link.claim.campaign_id)

    waiting = Hold.objects.filter(released_by=None).values_list("cents", flat=True)
    released = Hold.objects.exclude(released_by=None).values_list("cents", flat=True)
    assert (list(waiting), list(released)) == ([70], [105])


def test_a_run_pays_ten_euros_and_more_in_one_valid_file() -> None:
    rich, poor = earned(40), earned(3)
    make_due()
    holds.release_due()
    for link in (rich, poor):
        with_account(link)

    run = payout_runs.create(factories.finance())

    payout = Payout.objects.get()
    root = ET.fromstring(payout_runs.file_of(run))
    assert root.findtext(".//p:EndToEndId", namespaces=NS) == payout.pk.hex
    assert root.findtext(".//p:InstdAmt", namespaces=NS) == "14.00"
    assert root.findtext(".//p:CdtrAcct//p:IBAN", namespaces=NS) == IBAN
    assert root.findtext(".//p:Cdtr//p:TwnNm", namespaces=NS) == "Lyon"
    assert root.findtext(".//p:Cdtr//p:PstCd", namespaces=NS) == "69001"
    assert root.findtext(".//p:Cdtr/p:Nm", namespaces=NS) == "Elodie Tremblay-Unal"
    assert root.findtext(".//p:Dbtr//p:PstCd", namespaces=NS) == "75011"
    assert IBAN.encode() not in bytes(run.file_encrypted)
    assert (available(rich), available(poor)) == (0, 105)
    assert ledger.balance(Kind.PAYOUT_CLEARING) == 1_400


@pytest.mark.parametrize(
    ("made", "executed"), [(date(2026, 12, 1), "2026-12-01"), (date(2026, 12, 25), "2026-12-28")]
)
def test_a_file_is_executed_on_the_day_it_is_made_or_the_next_that_banks_settle(
    made: date, executed: str
) -> None:
    with_account(earned(40))
    make_due()
    holds.release_due()

    root = ET.fromstring(payout_runs.file_of(payout_runs.create(factories.finance(), on=made)))

    assert root.findtext(".//p:ReqdExctnDt/p:Dt", namespaces=NS) == executed


def test_a_second_run_finds_nothing_left_to_pay() -> None:
    with_account(earned(40))
    make_due()
    holds.release_due()
    payout_runs.create(factories.finance())

    with pytest.raises(NothingToPay):
        payout_runs.create(factories.finance())


def test_the_money_of_somebody_suspended_waits_until_they_are_restored() -> None:
    link = earned(40)
    make_due()
    holds.release_due()
    account = with_account(link)
    person, reviewer = account.influencer.user, factories.reviewer()

    suspend_account.suspend(person, reviewer, "Two accounts of one person.")
    while_suspended = payout_runs.payable()
    suspend_account.restore(person, reviewer, "They were explained.")

    assert while_suspended == []
    assert payout_runs.payable() == [(account, 1_400)]


def test_a_run_is_marked_as_sent_once_and_leaves_the_bank() -> None:
    with_account(earned(40))
    make_due()
    holds.release_due()
    run = payout_runs.create(factories.finance())
    before = ledger.balance(Kind.BANK)

    payout_runs.mark_sent(run, factories.finance())
    with pytest.raises(IllegalTransition):
        payout_runs.mark_sent(run, factories.finance())

    assert ledger.balance(Kind.PAYOUT_CLEARING) == 0
    assert ledger.balance(Kind.BANK) - before == 1_400


@pytest.mark.parametrize(
    "text", ["FR1420041010050500013M02607", "FR76", "hello", "", "SA0380000000608010167519"]
)
def test_a_wrong_iban_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        bank_accounts.check_iban(text)


def test_an_iban_is_stored_encrypted_and_shown_masked() -> None:
    account = with_account(earned(1))

    assert IBAN.encode() not in bytes(account.iban_encrypted)
    assert account.iban_masked == "FR14 •••• 2606"
    assert bank_accounts.iban_of(account) == IBAN


def test_a_launch_without_funds_changes_nothing() -> None:
    campaign = factories.draft(budget_cents=50_000)
    lifecycle.submit(campaign, campaign.sponsor.members.get())

    with pytest.raises(InsufficientFunds):
        escrow.launch(campaign, factories.reviewer())

    assert Campaign.objects.get(pk=campaign.pk).status == Campaign.Status.IN_REVIEW


def test_a_launch_moves_the_budget_to_escrow_and_a_closing_returns_the_rest() -> None:
    link = earned(3, budget_cents=10_000)
    campaign = Campaign.objects.get(pk=link.claim.campaign_id)
    lifecycle.end_campaign(campaign, by=None, at=timezone.now() - timedelta(days=3))

    assert close_campaign.close_finished() == 1

    campaign.refresh_from_db()
    assert campaign.status == Campaign.Status.CLOSED
    assert ledger.balance(Kind.CAMPAIGN_ESCROW, campaign=campaign.pk) == 0
    funds = ledger.balance(Kind.BRAND_FUNDS, organisation=campaign.buyer_id)
    assert funds == 10_000 - campaign.spent_cents


def test_a_campaign_with_a_click_undecided_is_not_closed() -> None:
    campaign = factories.live()
    link = factories.claim(campaign).links.get()
    factories.click(link)
    judge_clicks.judge_batch()
    lifecycle.end_campaign(campaign, by=None, at=timezone.now() - timedelta(days=3))

    assert close_campaign.close_finished() == 0


def test_every_change_of_state_says_who_and_when() -> None:
    campaign = factories.live()

    moves = CampaignTransition.objects.filter(campaign=campaign)
    assert [(m.from_status, m.to_status, m.by is not None) for m in moves] == [
        ("draft", "in_review", True),
        ("in_review", "live", True),
    ]


def test_a_state_that_does_not_lead_there_is_refused() -> None:
    with pytest.raises(IllegalTransition):
        lifecycle.pause(factories.draft(), factories.reviewer())


def test_the_application_may_not_bring_a_hold_forward() -> None:
    earned(1)

    with pytest.raises(ProgrammingError, match="permission denied"):
        Hold.objects.update(due_at=timezone.now())


def test_a_name_that_no_bank_can_read_is_refused_at_once() -> None:
    """Else one such account would stop every payout run."""
    fields = {"holder": "😀", "iban": IBAN, "street": "1 rue du Lac", "postcode": "69001",
              "city": "Lyon", "country": "FR"}  # fmt: skip

    form = PayoutAccountForm(fields)

    assert list(form.errors) == ["holder"]


def test_clicks_that_nobody_will_decide_do_not_keep_the_escrow() -> None:
    campaign = factories.live(budget_cents=10_000)
    link = factories.claim(campaign).links.get()
    factories.click(link)
    judge_clicks.judge_batch()
    lifecycle.end_campaign(campaign, by=None, at=timezone.now() - timedelta(days=8))

    assert close_undecided.give_up() == 1
    assert close_campaign.close_finished() == 1
    assert ledger.balance(Kind.BRAND_FUNDS, organisation=campaign.buyer_id) == 10_000


def test_a_post_in_review_keeps_its_clicks_undecided() -> None:
    campaign = factories.live()
    link = factories.claim(campaign).links.get()
    decide_post.submit(link, "https://social.example/p/1")
    factories.click(link)
    judge_clicks.judge_batch()
    lifecycle.end_campaign(campaign, by=None, at=timezone.now() - timedelta(days=8))

    assert close_undecided.give_up() == 0


def test_a_late_click_on_an_approved_post_is_given_up_and_an_approval_under_way_is_not() -> None:
    campaign = factories.live()
    approved, under_way = (factories.approved_link(campaign), factories.claim(campaign).links.get())
    factories.click(approved, late=True, visitor_day=None)
    factories.click(under_way)
    judge_clicks.judge_batch()
    decide_post.approve(
        decide_post.submit(under_way, "https://social.example/p/2"), factories.reviewer()
    )
    lifecycle.end_campaign(campaign, by=None, at=timezone.now() - timedelta(days=8))

    assert list(close_undecided.links()) == [approved]
