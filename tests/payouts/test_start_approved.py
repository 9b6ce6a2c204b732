"""An approved campaign without funds starts by itself when they arrive: once, in order, told."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from campaigns.models import Campaign, LandingCheck
from campaigns.running import lifecycle
from marketplace.accounts.decided.kinds import seen_of
from marketplace.accounts.models import Mandate, Organisation, User
from marketplace.fetching.refusing import Reason
from marketplace.models import OutboxMessage
from marketplace.notifications.models import Notice
from marketplace.templatetags.amounts import creditor_reference
from payouts import (
    audit,
    close_campaign,
    escrow,
    ledger,
    start_approved,
    tasks,
    top_up_transfers,
    wake_waiting,
)
from payouts.ledger import Kind
from payouts.models import Transfer
from tests import factories
from tests.harness.cluster import Cluster
from tests.harness.together import at_once
from tests.signing_in import with_second_factor

Status = Campaign.Status
BUDGET = 100_000
in_a_transaction = pytest.mark.django_db


def breaches() -> list[str]:
    return [check.name for check in audit.look() if not check.holds]


def sent(brand: Organisation, owner: User, **fields: object) -> Campaign:
    campaign = factories.draft(brand, budget_cents=BUDGET, **fields)
    lifecycle.submit(campaign, owner)
    return campaign


def approve(campaign: Campaign, client: Client | None = None) -> Client:
    """Through the reviewer's own page."""
    if client is None:
        client = Client(headers={"accept-language": "en"})
        client.force_login(with_second_factor(factories.reviewer()))
    form = {"decision": "approve", "seen": seen_of(campaign)}
    answer = client.post(f"/review/campaigns/{campaign.pk}/", form)
    assert answer.status_code == 302
    campaign.refresh_from_db()
    return client


def funds(organisation: Organisation) -> int:
    return ledger.balance(Kind.BRAND_FUNDS, organisation=organisation.pk)


@in_a_transaction
def test_a_reviewer_approves_once_and_the_desk_shows_it_no_more() -> None:
    owner, brand = factories.brand()
    campaign = sent(brand, owner)

    reviewer = approve(campaign)

    assert campaign.status == Status.UNFUNDED
    assert campaign.title not in reviewer.get("/review/").content.decode()
    notice = Notice.objects.filter(user=owner).latest("pk")
    assert "starts by itself when €1,000.00 more" in str(notice.words)
    assert campaign not in Campaign.objects.approved()


@in_a_transaction
def test_it_starts_when_its_announced_transfer_is_booked() -> None:
    owner, brand = factories.brand()
    campaign = sent(brand, owner)
    approve(campaign)
    top_up = top_up_transfers.announce_top_up(brand, BUDGET, owner, uuid4())

    top_up_transfers.book_top_up(top_up, top_up.gross_cents, "VIR 1", factories.finance())
    message = OutboxMessage.objects.get(task=wake_waiting.START)
    tasks.start_waiting(**message.kwargs)
    tasks.start_waiting(**message.kwargs)

    campaign.refresh_from_db()
    assert (campaign.status, funds(brand)) == (Status.LIVE, 0)
    assert ledger.balance(Kind.CAMPAIGN_ESCROW, campaign=campaign.pk) == BUDGET
    assert "started by itself" in str(Notice.objects.filter(user=owner).latest("pk").words)
    assert breaches() == []


@in_a_transaction
def test_a_reviewer_who_presses_twice_is_told_no_contradiction() -> None:
    owner, brand = factories.brand()
    campaign = sent(brand, owner)
    client = Client(headers={"accept-language": "en"})
    client.force_login(with_second_factor(factories.reviewer()))
    form = {"decision": "approve", "seen": seen_of(campaign)}

    answers = [client.post(f"/review/campaigns/{campaign.pk}/", form).status_code
               for _ in range(2)]  # fmt: skip
    escrow.top_up(brand.pk, BUDGET, "ref")
    start_approved.start_all()
    answers.append(client.post(f"/review/campaigns/{campaign.pk}/", form).status_code)

    assert answers == [302, 302, 302]
    assert campaign.transitions.count() == 3  # sent, approved, started


@in_a_transaction
def test_it_does_not_start_on_a_page_that_stopped_opening_and_starts_once_it_opens() -> None:
    owner, brand = factories.brand()
    campaign = sent(brand, owner)
    approve(campaign)
    escrow.top_up(brand.pk, BUDGET, "ref")
    seen = {"campaign": campaign, "url": campaign.landing_url}

    LandingCheck.objects.create(outcome=Reason.UNRESOLVABLE, **seen)
    before = [start_approved.start_all() for _ in range(2)]
    told = [str(one.words) for one in Notice.objects.filter(user=owner)]
    LandingCheck.objects.create(outcome=LandingCheck.OPENED, **seen)
    after = start_approved.start_all()

    assert (before, after) == ([0, 0], 1)
    assert sum("The landing page does not open" in words for words in told) == 1
    assert funds(brand) == 0


@in_a_transaction
def test_in_the_order_of_approval_and_a_small_one_overtakes_nobody() -> None:
    owner, brand = factories.brand()
    large, small = sent(brand, owner), sent(brand, owner)
    Campaign.objects.filter(pk=small.pk).update(budget_cents=40_000)
    approve(large)
    approve(small)
    escrow.top_up(brand.pk, 40_000, "first")

    started = [start_approved.start_all()]
    missing = [start_approved.missing_cents(one) for one in (large, small)]
    escrow.top_up(brand.pk, 60_000, "second")
    started.append(start_approved.start_all())
    escrow.top_up(brand.pk, 40_000, "third")
    started.append(start_approved.start_all())

    assert (started, missing) == ([0, 1, 1], [60_000, 100_000])
    assert funds(brand) == 0
    assert breaches() == []


@in_a_transaction
def test_one_approved_behind_another_that_waits_waits_too() -> None:
    owner, brand = factories.brand()
    first, second = sent(brand, owner), sent(brand, owner)
    Campaign.objects.filter(pk=second.pk).update(budget_cents=40_000)
    approve(first)
    escrow.top_up(brand.pk, 40_000, "ref")

    approve(second)

    assert second.status == Status.UNFUNDED


@in_a_transaction
def test_another_campaigns_returned_budget_starts_it() -> None:
    owner, brand = factories.brand()
    ended = factories.live(brand, budget_cents=BUDGET)
    campaign = sent(brand, owner)
    approve(campaign)
    lifecycle.end_campaign(ended, owner, at=timezone.now() - timedelta(days=3))

    close_campaign.close_finished()
    tasks.start_waiting(**OutboxMessage.objects.get(task=wake_waiting.START).kwargs)

    campaign.refresh_from_db()
    assert campaign.status == Status.LIVE
    assert breaches() == []


@in_a_transaction
def test_a_mandate_that_ended_is_named_once_and_keeps_nobody_else_waiting() -> None:
    agent, agency = factories.agency()
    ours, other = factories.brand()[1], factories.brand()[1]
    mandate = factories.mandate(agency, ours)
    factories.mandate(agency, other)
    blocked = factories.draft(ours, buyer=agency, budget_cents=BUDGET)
    free = factories.draft(other, buyer=agency, budget_cents=BUDGET)
    for campaign in (blocked, free):
        lifecycle.submit(campaign, agent)
        approve(campaign)
    Mandate.objects.filter(pk=mandate.pk).update(
        status=Mandate.Status.ENDED, ended_at=timezone.now()
    )
    escrow.top_up(agency.pk, BUDGET, "ref")
    before = Notice.objects.filter(user=agent).count()

    started = [start_approved.start_all() for _ in range(2)]

    blocked.refresh_from_db()
    free.refresh_from_db()
    assert started == [1, 0]
    assert (blocked.status, blocked.start_obstacle) == (Status.UNFUNDED, "NoMandate")
    assert free.status == Status.LIVE
    assert Notice.objects.filter(user=agent).count() == before + 2
    page = Client(headers={"accept-language": "en"})
    page.force_login(agent)
    assert "mandate has ended" in page.get(f"/campaigns/{blocked.pk}/check/").content.decode()


@in_a_transaction
def test_its_last_day_passes_without_funds() -> None:
    owner, brand = factories.brand()
    campaign = sent(brand, owner)
    approve(campaign)
    yesterday = timezone.localdate() - timedelta(days=1)
    Campaign.objects.filter(pk=campaign.pk).update(ends_on=yesterday)
    escrow.top_up(brand.pk, BUDGET, "late")

    tasks.start_all_approved()

    campaign.refresh_from_db()
    assert (campaign.status, funds(brand)) == (Status.DRAFT, BUDGET)


@in_a_transaction
def test_its_page_says_what_is_missing_what_is_on_its_way_and_lets_it_be_taken_back() -> None:
    owner, brand = factories.brand()
    escrow.top_up(brand.pk, 30_000, "some")
    campaign = sent(brand, owner)
    approve(campaign)
    top_up = top_up_transfers.announce_top_up(brand, 70_000, owner, uuid4())
    client = Client(headers={"accept-language": "en"})
    client.force_login(owner)

    page = client.get(f"/campaigns/{campaign.pk}/check/").content.decode()
    client.post(f"/campaigns/{campaign.pk}/check/", {"to": "draft"})

    assert "€700.00" in page
    assert creditor_reference(top_up.reference) in page
    campaign.refresh_from_db()
    assert campaign.status == Status.DRAFT


@in_a_transaction
def test_the_check_page_says_what_is_missing_before_it_is_sent() -> None:
    owner, brand = factories.brand()
    campaign = factories.draft(brand, budget_cents=BUDGET)
    top_up = top_up_transfers.announce_top_up(brand, BUDGET, owner, uuid4())
    client = Client(headers={"accept-language": "en"})
    client.force_login(owner)

    page = client.get(f"/campaigns/{campaign.pk}/check/").content.decode()

    assert "€1,000.00" in page
    assert creditor_reference(top_up.reference) in page
    assert "starts by itself" in page


def test_two_bookings_at_once_start_two_campaigns_once_each(cluster: Cluster) -> None:
    owner, brand = factories.brand()
    waiting = [sent(brand, owner) for _ in range(3)]
    reviewer = factories.reviewer()
    for campaign in waiting:
        start_approved.approve(campaign, reviewer)

    def arrive(reference: str) -> None:
        escrow.top_up(brand.pk, BUDGET, reference)
        start_approved.start_waiting(brand.pk)

    at_once(*[partial(arrive, name) for name in ("one", "two")], refused=AssertionError)
    start_approved.start_all()

    states = [Campaign.objects.get(pk=one.pk).status for one in waiting]
    assert states == [Status.LIVE, Status.LIVE, Status.UNFUNDED]
    assert Transfer.objects.filter(kind="launch").count() == 2
    assert funds(brand) == 0
    assert breaches() == []


def test_an_approval_and_a_booking_at_once_leave_nothing_waiting(cluster: Cluster) -> None:
    owner, brand = factories.brand()
    campaign = sent(brand, owner)
    reviewer = factories.reviewer()

    at_once(
        lambda: start_approved.approve(campaign, reviewer),
        lambda: escrow.top_up(brand.pk, BUDGET, "ref"),
        refused=AssertionError,
    )
    start_approved.start_all()

    campaign.refresh_from_db()
    assert campaign.status == Status.LIVE
    assert Transfer.objects.filter(kind="launch").count() == 1


def test_a_worker_that_dies_in_a_start_leaves_it_to_the_next(
    cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It dies after the state was changed and before the budget was booked."""
    owner, brand = factories.brand()
    campaign = sent(brand, owner)
    start_approved.approve(campaign, factories.reviewer())
    escrow.top_up(brand.pk, BUDGET, "ref")

    class Killed(BaseException):
        pass

    def die(_campaign: Campaign) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(escrow, "reserve_budget", die)
        with pytest.raises(Killed):
            start_approved.start_waiting(brand.pk)
    between = Campaign.objects.get(pk=campaign.pk).status
    start_approved.start_all()

    campaign.refresh_from_db()
    assert (between, campaign.status) == (Status.UNFUNDED, Status.LIVE)
    assert breaches() == []
