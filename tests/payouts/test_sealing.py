"""Clicks of an old day are gone, and every figure and every check of the audit still holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils import timezone
from psycopg2.errors import RestrictViolation

from campaigns.clicks import retention
from campaigns.clicks.forgetting import partitions, seal_totals
from campaigns.figures import click_figures
from campaigns.figures.click_figures import CampaignTruth, ClaimTruth
from campaigns.models import Click, Dwell, Link, Purge, SealedTotal, Sealing, Verdict
from campaigns.purges import run_purges
from payouts import audit
from tests import factories
from tests.harness.cluster import Cluster
from tests.payouts.verdicts import breaches, change_to, settle

OLD = retention.months_before(timezone.now().date(), 14)
NOON = datetime.combine(OLD, time(12), UTC)


def old_link(clicks: int = 9) -> tuple[Link, list[UUID]]:
    """A link with clicks of a day 14 months ago, the first rejected later, and one of today."""
    factories.prepare_days()
    partitions.ensure(OLD, OLD)
    campaign = factories.live(
        since=NOON - timedelta(days=3), starts_on=OLD, ends_on=timezone.now().date()
    )
    link = factories.approved_link(campaign)
    made = factories.clicks(link, clicks, NOON)
    factories.click(link)
    settle(campaign.pk)
    change_to(link, made[:1], "rejected")
    settle(campaign.pk)
    return link, made


def figures(link: Link) -> tuple[CampaignTruth, ClaimTruth]:
    """What the brand and the influencer read."""
    truth = click_figures.campaign_truth(link.claim.campaign)
    claim = click_figures.claim_truth(link.claim)
    receipt = replace(claim.receipt, at=NOON)
    return replace(truth, at=NOON), replace(claim, receipt=receipt, at=NOON)


@pytest.mark.django_db
def test_a_sealed_day_is_gone_and_its_totals_stay() -> None:
    link, clicks = old_link()
    Dwell.objects.create(click_id=clicks[0], click_at=NOON, bucket=5)

    assert seal_totals.seal(OLD) == 9

    assert Click.objects.count() == 1
    assert not Verdict.objects.filter(click_id__in=clicks).exists()
    assert not Dwell.objects.exists()
    assert OLD not in partitions.days_before(date.max)
    sealed = SealedTotal.objects.values_list("claim_id", "verdict", "reason", "clicks")
    assert set(sealed) == {
        (link.claim_id, "valid", "", 8),
        (link.claim_id, "rejected", "script", 1),
    }
    assert [(one.day, one.clicks) for one in Sealing.objects.all()] == [(OLD, 9)]


@pytest.mark.django_db
def test_the_audit_holds_and_the_pages_say_the_same() -> None:
    link, _ = old_link()
    before = figures(link)
    checked = {check.name: check.of for check in audit.look()}

    seal_totals.seal(OLD)

    assert breaches() == []
    assert figures(link) == before
    now = {check.name: check.of for check in audit.look()}
    hours = "clicks by which hourly totals differ from verdicts"
    assert now[hours] == checked[hours] == 10


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["/campaigns/{campaign}/", "/campaigns/{campaign}/report/"])
def test_the_brand_finds_its_pages_as_they_were(page: str) -> None:
    link, _ = old_link()
    client = Client()
    client.force_login(link.claim.campaign.sponsor.members.get())
    address = page.format(campaign=link.claim.campaign_id)
    before = client.get(address)

    seal_totals.seal(OLD)

    assert (before.status_code, client.get(address).status_code) == (200, 200)


@pytest.mark.django_db
def test_what_is_undecided_waits() -> None:
    link, clicks = old_link()
    change_to(link, clicks[1:2], "held")

    assert seal_totals.seal(OLD) is None
    assert Click.objects.count() == 10


@pytest.mark.django_db
def test_a_click_without_a_verdict_is_not_dropped() -> None:
    old_link()
    lost = factories.click(Link.objects.get(), NOON)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM campaigns_clicktojudge WHERE click_id = %s", [lost])

    with pytest.raises(DatabaseError, match="nothing is dropped"), transaction.atomic():
        seal_totals.seal(OLD)


@pytest.mark.django_db
@pytest.mark.parametrize("function", ["seal_click_day", "forget_click_prefixes"])
def test_the_database_forgets_nothing_too_young(function: str) -> None:
    day = timezone.now().date() - timedelta(days=30)
    partitions.ensure(day, day)

    with (
        pytest.raises(DatabaseError, match="are kept for"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"SELECT {function}(%s)", [day])


@pytest.mark.django_db
def test_the_policy_and_the_database_agree_on_the_first_day_that_goes() -> None:
    """The nightly purge passes the oldest day that must stay without an error."""
    up_to = retention.BY_JOB["clicks"].up_to(timezone.now()).date()
    for day in (up_to - timedelta(days=1), up_to):
        partitions.ensure(day, day)

    run_purges.nightly()

    assert up_to in partitions.days_before(date.max)
    assert up_to - timedelta(days=1) not in partitions.days_before(date.max)


@pytest.mark.django_db
def test_a_click_that_comes_after_the_sealing_is_sealed_too() -> None:
    link, _ = old_link()
    seal_totals.seal(OLD)
    partitions.ensure(OLD, OLD)
    factories.click(link, NOON)
    settle(link.claim.campaign_id)
    assert breaches() == []

    assert seal_totals.seal(OLD) == 1

    assert [one.clicks for one in Sealing.objects.order_by("pk")] == [9, 1]
    assert breaches() == []


@pytest.mark.django_db
@pytest.mark.parametrize("table", ["sealing", "sealedtotal", "purge"])
@pytest.mark.parametrize("act", ["UPDATE campaigns_{} SET id = id", "DELETE FROM campaigns_{}"])
def test_proofs_are_append_only(table: str, act: str) -> None:
    statement = act.format(table).replace("id = id", "clicks = 1" if "seal" in table else "id = 1")

    with (
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


PLANTED = {
    "UPDATE campaigns_sealedtotal SET clicks = clicks + 1 WHERE verdict = 'valid'": {
        "clicks by which sealed days differ from what was sealed of them",
        "clicks by which sealed totals differ from the hours of their days",
        "clicks by which what sealed days earned differs from their valid clicks",
        "clicks by which hourly totals differ from verdicts",
    },
    "UPDATE campaigns_sealedtotal SET reason = 'bot' WHERE verdict = 'rejected'": {
        "clicks by which sealed totals differ from the hours of their days"
    },
    "DELETE FROM payouts_clickearning WHERE click_id = (SELECT click_id FROM payouts_clickearning"
    " WHERE click_at < now() - interval '13 months'"
    " GROUP BY 1 HAVING every(reason <> 'reversed') LIMIT 1)": {
        "clicks by which what sealed days earned differs from their valid clicks"
    },
    "INSERT INTO payouts_setaside (click_id, claim_id, cents) SELECT click_id, claim_id, 1"
    " FROM payouts_clickearning WHERE click_at < now() - interval '13 months' LIMIT 1": {
        "clicks of sealed days that are set aside"
    },
    "DELETE FROM campaigns_sealedtotal; DELETE FROM campaigns_sealing": {
        "earnings of clicks that are not valid, nor set aside, nor waiting to be",
        "clicks by which hourly totals differ from verdicts",
    },
}


def test_a_planted_wrong_total_is_found(cluster: Cluster) -> None:
    """All in one cluster, each in a transaction that is rolled back."""
    old_link()
    seal_totals.seal(OLD)
    found = {}

    for wrong in PLANTED:
        with cluster.connect(cluster.superuser_url, autocommit=False) as db, db.cursor() as cursor:
            cursor.execute("SET session_replication_role = replica")
            cursor.execute(wrong)
            assert cursor.rowcount > 0
            found[wrong] = broken(cursor)
            db.rollback()

    assert [check for check in audit.run_audit() if not check.holds] == []
    for wrong, checks in PLANTED.items():
        assert checks <= found[wrong], wrong


def broken(cursor: Any) -> set[str]:
    names = set()
    for name, query in audit.CHECKS.items():
        cursor.execute(query)
        if cursor.fetchone()[0]:
            names.add(name)
    return names


def test_a_day_that_somebody_reads_waits_and_nobody_waits_for_it(cluster: Cluster) -> None:
    old_link()
    reader = cluster.connect(cluster.app_url, autocommit=False)
    reader.cursor().execute("SELECT count(*) FROM campaigns_click")

    assert run_purges.nightly()["days_waiting"] == 1
    assert Click.objects.count() == 10

    reader.rollback()
    assert run_purges.nightly()["clicks"] == 9
    assert Click.objects.count() == 1
    assert [run.counts["clicks"] for run in Purge.objects.filter(job="clicks")] == [9, 0]


def test_nothing_of_a_click_but_its_prefix_can_be_forgotten_even_by_the_owner(
    cluster: Cluster,
) -> None:
    factories.prepare_days()
    factories.click(factories.approved_link(factories.live()), prefix="203.0.113.0/24")

    with cluster.owner().cursor() as cursor:
        for change in ("prefix = '10.0.0.0/24'", "prefix = NULL, claim_id = 7", "late = true"):
            with pytest.raises(RestrictViolation, match="append-only"):
                cursor.execute(f"UPDATE campaigns_click SET {change}")
        with pytest.raises(RestrictViolation, match="append-only"):
            cursor.execute("DELETE FROM campaigns_click")
        cursor.execute("UPDATE campaigns_click SET prefix = NULL")
