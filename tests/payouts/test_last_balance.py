"""Who leaves with little: pending waits, a small balance is paid or waived, and they are gone."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from uuid import uuid4

import pytest
from django.db import IntegrityError
from django.db.models import F
from django.utils import timezone

from campaigns.joining import leave_campaign
from campaigns.models import Campaign, CampaignTransition, Claim, Link
from marketplace.accounts.models import Influencer, User
from marketplace.notifications.models import Notice
from marketplace.personal_data import leave_franc, tasks
from marketplace.personal_data.models import Departure, DepartureRequest
from payouts import audit, escrow, holds, last_balance, ledger, payout_runs
from payouts.ledger import Kind
from payouts.models import Hold, LastPayout, Payout, Transfer, Waiver
from tests import factories
from tests.harness.together import at_once
from tests.journeys import people
from tests.marketplace.personal_data.fresh_sign_in import fresh
from tests.payouts.bank_account import with_account
from tests.payouts.settling import judge_and_settle
from tests.payouts.verdicts import make_due

pytestmark = pytest.mark.usefixtures("cluster")
CHOOSE = "/earnings/last/"


def breaches() -> list[str]:
    return [check.name for check in audit.look() if not check.holds]


def earned(clicks: int = 4) -> tuple[Influencer, Claim]:
    """Somebody who earned so many times EUR 0.35 and left the campaign three days ago."""
    influencer = people.confirmed(factories.InfluencerFactory.create().user).influencer
    campaign = factories.live()
    link = factories.approved_link(campaign, influencer)
    factories.clicks(link, clicks)
    judge_and_settle(campaign)
    leave_campaign.leave(link.claim)
    Claim.objects.filter(pk=link.claim_id).update(left_at=timezone.now() - timedelta(days=3))
    return influencer, link.claim


def available(clicks: int = 4) -> Influencer:
    """The same, whose hold is over."""
    influencer, _claim = earned(clicks)
    make_due()
    holds.release_due()
    return influencer


def balance(influencer: Influencer) -> int:
    return ledger.balance(Kind.INFLUENCER_AVAILABLE, influencer=influencer.pk)


def paid_out() -> None:
    finance = factories.finance()
    payout_runs.mark_sent(payout_runs.create(finance), finance)


def test_what_is_pending_is_named_with_its_day_and_a_campaign_left_is_no_obstacle() -> None:
    influencer, claim = earned()
    client = fresh(influencer.user)

    page = client.post("/me/leave/", {"sure": "on"}).content.decode()

    due = Hold.objects.get(claim=claim).due_at
    assert "€1.40 of yours are still pending, until" in page
    assert str(timezone.localtime(due).day) in page
    assert "You take part in" not in page
    assert "deleted by itself" in page
    assert DepartureRequest.objects.filter(user=influencer.user).exists()


def test_a_small_balance_is_paid_in_the_next_run_and_then_the_account_goes_by_itself() -> None:
    influencer = available()
    with_account(Link.objects.get(claim__influencer=influencer))
    client = fresh(influencer.user)
    client.post("/me/leave/", {"sure": "on"})
    assert payout_runs.payable() == []

    for _ in range(2):
        client.post(CHOOSE, {"choice": "pay"})
    told = client.get("/me/leave/").content.decode()
    tasks.finish_departures()
    waits = User.objects.get(pk=influencer.user_id).is_active
    paid_out()
    for _ in range(2):
        tasks.finish_departures()

    assert "they leave with the next payout" in told
    assert waits
    assert Payout.objects.get().cents == 140
    assert LastPayout.objects.get().asked_by == influencer.user
    assert Departure.objects.filter(user=influencer.user).count() == 1
    assert balance(influencer) == 0
    assert breaches() == []


def test_a_small_balance_is_waived_once_and_then_the_account_goes_by_itself() -> None:
    influencer = available()
    client = fresh(influencer.user)
    client.post("/me/leave/", {"sure": "on"})
    form = client.get(CHOOSE).context["form"].initial

    unsure = client.post(CHOOSE, {"choice": "waive", **form})
    unasked = Waiver.objects.exists()
    for _ in range(2):
        client.post(CHOOSE, {"choice": "waive", "sure": "on", **form})
    told = str(Notice.objects.filter(user=influencer.user).latest("pk").words)
    books = client.get("/earnings/").content.decode()
    tasks.finish_departures()

    assert (unsure.status_code, unasked) == (200, False)
    assert Waiver.objects.get().cents == 140
    assert ledger.balance(Kind.WAIVED) == 140
    assert Transfer.objects.filter(kind="waiver").count() == 1
    assert "You waived €1.40" in told
    assert "Waived" in books
    assert not User.objects.get(pk=influencer.user_id).is_active
    assert breaches() == []


def test_nobody_waives_another_amount_than_they_saw() -> None:
    influencer = available()
    client = fresh(influencer.user)
    client.post("/me/leave/", {"sure": "on"})

    answer = client.post(
        CHOOSE, {"choice": "waive", "sure": "on", "cents": "139", "key": str(uuid4())}
    )

    assert answer.status_code == 200
    assert answer.context["form"].initial["cents"] == 140
    assert balance(influencer) == 140


def test_ten_euros_are_paid_and_never_waived() -> None:
    influencer = available(clicks=29)  # EUR 10.15
    leave_franc.ask(influencer.user)

    with pytest.raises(last_balance.OtherBalance):
        last_balance.waive(influencer, 1_015, uuid4())

    assert balance(influencer) == 1_015


def test_whoever_does_not_leave_is_paid_nothing_below_the_minimum() -> None:
    influencer = available()
    with_account(Link.objects.get(claim__influencer=influencer))
    client = fresh(influencer.user)

    answer = client.post(CHOOSE, {"choice": "pay"})

    assert answer.headers["Location"] == "/me/leave/"
    with pytest.raises(last_balance.NotLeaving):
        last_balance.ask_for_last_payout(influencer)
    assert payout_runs.payable() == []


def test_who_stays_after_all_keeps_the_account_and_the_minimum() -> None:
    influencer = available()
    with_account(Link.objects.get(claim__influencer=influencer))
    client = fresh(influencer.user)
    client.post("/me/leave/", {"sure": "on"})
    client.post(CHOOSE, {"choice": "pay"})

    client.post("/me/leave/", {"stay": "1"})
    tasks.finish_departures()

    assert User.objects.get(pk=influencer.user_id).is_active
    assert not DepartureRequest.objects.exists()
    assert payout_runs.payable() == []


def test_one_last_payout_waits_until_nothing_is_pending() -> None:
    influencer = available()
    with_account(Link.objects.get(claim__influencer=influencer))
    more = factories.approved_link(factories.live(), influencer)
    factories.clicks(more, 2)
    judge_and_settle(more.claim.campaign)
    leave_franc.ask(influencer.user)
    last_balance.ask_for_last_payout(influencer)
    with_pending = payout_runs.payable()

    make_due()
    holds.release_due()

    assert with_pending == []
    assert [cents for _account, cents in payout_runs.payable()] == [210]


def test_the_database_refuses_a_small_payout_that_nobody_asked_for() -> None:
    influencer = available(clicks=29)
    with_account(Link.objects.get(claim__influencer=influencer))
    paid_out()

    payout = Payout.objects.get()
    payout.pk, payout.cents = uuid4(), 140
    with pytest.raises(IntegrityError, match="payout_of_ten_euros_or_last"):
        payout.save(force_insert=True)


def test_clicks_that_may_still_arrive_keep_somebody_for_two_days() -> None:
    influencer, claim = earned(clicks=0)
    Claim.objects.filter(pk=claim.pk).update(left_at=timezone.now())
    just_left = leave_franc.obstacles(influencer.user)
    Claim.objects.filter(pk=claim.pk).update(left_at=timezone.now() - timedelta(days=3))

    assert "may still arrive until" in "".join(just_left)
    assert leave_franc.obstacles(influencer.user) == []


def test_a_campaign_that_is_over_is_no_obstacle_and_a_held_click_is() -> None:
    influencer = factories.InfluencerFactory.create()
    campaign = factories.live()
    claim = factories.claim(campaign, influencer)
    factories.click(claim.links.get())
    judge_and_settle(campaign)
    Campaign.objects.filter(pk=campaign.pk).update(status=Campaign.Status.ENDED)
    CampaignTransition.objects.create(
        campaign=campaign, from_status="live", to_status="ended",
        at=timezone.now() - timedelta(days=4),
    )  # fmt: skip

    reasons = leave_franc.obstacles(influencer.user)

    assert len(reasons) == 1
    assert "person of Franc" in reasons[0]


def test_a_brand_alone_is_told_what_its_campaign_still_holds() -> None:
    owner, brand = factories.brand()
    campaign = factories.live(brand)
    client = fresh(people.confirmed(owner))
    client.post(f"/campaigns/{campaign.pk}/end/")

    page = client.get("/me/leave/").content.decode()

    assert "€1,000.00 stay reserved" in page
    assert f"/campaigns/{campaign.pk}/end/" in page


def test_funds_say_who_can_act() -> None:
    owner, brand = factories.brand()
    escrow.top_up(brand.pk, 10_000, "ref")

    page = fresh(people.confirmed(owner)).get("/me/leave/").content.decode()

    assert "€100.00 with us" in page
    assert "/funds/" in page


def test_waived_and_paid_at_once_leave_one_of_them() -> None:
    influencer = available()
    with_account(Link.objects.get(claim__influencer=influencer))
    leave_franc.ask(influencer.user)
    last_balance.ask_for_last_payout(influencer)
    finance = factories.finance()

    def run() -> None:
        try:
            payout_runs.create(finance)
        except payout_runs.NothingToPay:
            raise last_balance.OtherBalance from None

    outcomes = at_once(
        partial(last_balance.waive, influencer, 140, uuid4()),
        run,
        refused=last_balance.OtherBalance,
    )

    assert sorted(outcomes) == ["OtherBalance", "done"]
    assert Payout.objects.count() + Waiver.objects.count() == 1
    assert balance(influencer) == 0
    assert breaches() == []


def test_the_application_cannot_change_what_was_waived() -> None:
    influencer = available()
    leave_franc.ask(influencer.user)
    last_balance.waive(influencer, 140, uuid4())

    with pytest.raises(Exception, match="permission denied"):
        Waiver.objects.update(cents=F("cents") - 1)
