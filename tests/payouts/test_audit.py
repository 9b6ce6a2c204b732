"""Audit holds on a full set of books, and finds one wrong cent planted behind the guards."""

from __future__ import annotations

import pytest

from payouts import audit
from tests import factories
from tests.harness.cluster import Cluster
from tests.payouts.verdicts import change_to, settle

PLANTED = {
    "UPDATE payouts_account SET balance_cents = balance_cents + 1 WHERE kind = 'fee'": {
        "cents by which balances differ from their entries",
        "cents by which fees differ from what campaigns were charged",
    },
    "UPDATE campaigns_claim SET accrued_cents = accrued_cents + 1": {
        "cents by which claims differ from their paid clicks",
        "cents by which campaigns differ from their claims",
    },
    "UPDATE payouts_entry SET amount_cents = amount_cents + 1 WHERE id = (SELECT max(id)"
    " FROM payouts_entry)": {
        "cents that entries do not sum to zero",
        "transfers that do not balance",
        "cents by which balances differ from their entries",
    },
    "DELETE FROM payouts_clickearning WHERE click_id = (SELECT max(click_id::text)::uuid"
    " FROM payouts_clickearning)": {
        "cents by which claims differ from their paid clicks",
        "cents by which transfers differ from their click earnings",
        "valid clicks that are neither settled nor waiting to be",
    },
    "DELETE FROM campaigns_verdict": {
        "clicks that are neither judged once nor waiting to be",
        "earnings of clicks that are not valid, nor set aside, nor waiting to be",
        "clicks by which hourly totals differ from verdicts",
    },
    "UPDATE campaigns_dailyspending SET earned_cents = earned_cents + 1": {
        "cents by which days of campaigns differ from their paid clicks"
    },
    "UPDATE payouts_hold SET cents = cents + 1": {
        "cents by which pending balances differ from open holds and what is set aside",
        "cents by which claims differ from what is pending and released of them",
    },
    "UPDATE payouts_setaside SET cents = cents + 1": {
        "cents by which pending balances differ from open holds and what is set aside",
        "clicks set aside that have not earned, or less than what is set aside",
    },
    "DELETE FROM payouts_setaside": {
        "earnings of clicks that are not valid, nor set aside, nor waiting to be",
        "clicks by which hourly settlements differ from what is earned",
    },
    "UPDATE payouts_clickearning SET cents = cents - 1 WHERE reason = 'reversed'": {
        "cents that reversals leave on clicks that they undo",
        "cents by which transfers differ from their click earnings",
        "cents by which days of campaigns differ from their paid clicks",
    },
    "UPDATE payouts_clickearning SET reserved_cents = 34 WHERE reason = 'reversed'": {
        "cents by which released earnings differ from released holds"
    },
    "UPDATE campaigns_hourlysettlement SET cents = cents + 1": {
        "clicks by which hourly settlements differ from what is earned"
    },
    "UPDATE campaigns_hourlysettlement SET cents = cents + 1, clicks = clicks + 1": {
        "cents by which what is paid and set aside of claims differs from what is earned",
        "clicks by which paid clicks differ between claims, their hours and their links",
    },
    "UPDATE campaigns_linktotal SET clicks = clicks + 1 WHERE outcome = 'paid'": {
        "clicks by which paid clicks differ between claims, their hours and their links"
    },
    "UPDATE campaigns_claim SET set_aside_cents = set_aside_cents - 1": {
        "counts by which what is set aside differs from its counters",
        "counts by which campaigns differ from their claims",
    },
    "DELETE FROM campaigns_heldclick": {
        "clicks that are held and not among those that a person decides, or the other way round"
    },
    "INSERT INTO payouts_account (kind, currency, influencer_id, balance_cents) SELECT"
    " 'influencer_receivable', 'EUR', id, 1 FROM accounts_influencer LIMIT 1": {
        "cents that influencers owe the wrong way round"
    },
}


@pytest.fixture
def books(cluster: Cluster) -> Cluster:
    factories.prepare_days()
    campaign = factories.live()
    link = factories.approved_link(campaign)
    clicks = factories.clicks(link, 9)
    settle(campaign.pk)
    change_to(link, clicks[:1], "held")
    change_to(link, clicks[1:2], "rejected")
    settle(campaign.pk)
    return cluster


def test_the_books_hold(books: Cluster) -> None:
    checks = audit.run_audit()

    assert [check for check in checks if not check.holds] == []
    assert audit.unexplained_cents(checks) == 0


@pytest.mark.parametrize("wrong", PLANTED)
def test_a_wrong_cent_behind_the_guards_is_found(books: Cluster, wrong: str) -> None:
    with books.superuser().cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(wrong)

    broken = {check.name for check in audit.run_audit() if not check.holds}

    assert PLANTED[wrong] <= broken
