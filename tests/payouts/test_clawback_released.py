"""What was released before it was taken back, and what may not be released meanwhile."""

from __future__ import annotations

import pytest

from campaigns.figures.click_figures import claim_counts
from campaigns.models import LinkTotal
from payouts import holds, ledger, payout_runs
from payouts.ledger import Kind
from payouts.models import SetAside
from tests import factories
from tests.harness.cluster import Cluster
from tests.payouts.bank_account import with_account
from tests.payouts.verdicts import (
    breaches,
    change_to,
    make_due,
    paid_link,
    release_all,
    settle,
)


@pytest.fixture(autouse=True)
def days(cluster: Cluster) -> None:
    """Due times are the owner's to move: committed data, a database of its own."""
    factories.prepare_days()


def test_what_is_held_again_is_set_aside_and_not_released() -> None:
    link, clicks = paid_link(5)

    change_to(link, clicks[:2], "held")
    settle(link.claim.campaign_id)
    release_all()

    link.claim.refresh_from_db()
    assert sorted(SetAside.objects.values_list("cents", flat=True)) == [35, 35]
    assert (link.claim.accrued_cents, link.claim.released_cents) == (175, 105)
    assert claim_counts([link.claim_id]).held == 2
    assert LinkTotal.objects.get(link=link, outcome="paid").clicks == 3
    assert breaches() == []


def test_nothing_is_released_before_settlement_has_looked_again() -> None:
    link, clicks = paid_link(2)
    change_to(link, clicks[:1], "held")
    make_due()

    assert holds.release_due() == 0

    settle(link.claim.campaign_id)
    assert holds.release_due() == 1
    assert ledger.balance(Kind.INFLUENCER_AVAILABLE, influencer=link.claim.influencer_id) == 35


def test_what_was_released_is_taken_from_what_is_available_and_then_owed() -> None:
    link, clicks = paid_link(40)
    release_all()
    with_account(link)
    payout_runs.create(factories.finance())
    factories.clicks(link, 2)
    settle(link.claim.campaign_id)
    release_all()

    change_to(link, clicks[:3], "rejected")
    settle(link.claim.campaign_id)

    owner = link.claim.influencer_id
    assert ledger.balance(Kind.INFLUENCER_AVAILABLE, influencer=owner) == 0
    assert ledger.balance(Kind.INFLUENCER_RECEIVABLE, influencer=owner) == -35
    assert breaches() == []


def test_what_is_owed_is_netted_before_the_next_payout() -> None:
    link, clicks = paid_link(40)
    release_all()
    with_account(link)
    payout_runs.create(factories.finance())
    change_to(link, clicks[:3], "rejected")
    factories.clicks(link, 40)
    settle(link.claim.campaign_id)
    release_all()
    shown = payout_runs.payable()

    run = payout_runs.create(factories.finance())

    assert [cents for _, cents in shown] == [run.total_cents] == [1_400 - 105]
    assert ledger.balance(Kind.INFLUENCER_RECEIVABLE, influencer=link.claim.influencer_id) == 0
    assert breaches() == []
