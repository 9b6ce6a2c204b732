"""/metrics of the site: what the figures say, what they cost, and a database that is gone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.db.models.functions import Now
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from campaigns.clicks.judging import isolate_poison, judge_clicks
from campaigns.models import ClickToJudge, ParkedClick
from marketplace.heartbeat import beat
from marketplace.models import Heartbeat, OutboxMessage
from marketplace.monitoring.sources import SOURCES
from payouts import earnings
from payouts.models import Hold
from tests import factories
from tests.harness.cluster import Cluster
from tests.marketplace.monitoring.reading import figures, text


@pytest.mark.django_db
def test_every_source_answers() -> None:
    found = figures()

    assert found["franc_database_up"] == 1
    assert {name for name in SOURCES if found[f"franc_scrape_source_up{{source={name}}}"]} == {
        "ground", "parking", "campaigns", "payouts",
    }  # fmt: skip
    assert found["franc_migrations_unapplied"] == 0
    assert found["process_resident_memory_bytes"] > 0


@pytest.mark.django_db
def test_what_waits_is_counted_and_aged() -> None:
    link = factories.approved_link(factories.live())
    factories.clicks(link, 3)
    before = figures()
    judge_clicks.judge_batch()
    after = figures()
    earnings.settle_batch(link.claim.campaign_id)
    settled = figures()

    assert (before["franc_to_judge_clicks"], after["franc_to_judge_clicks"]) == (3, 0)
    assert (after["franc_to_settle_clicks"], settled["franc_to_settle_clicks"]) == (3, 0)
    assert before["franc_to_judge_oldest_seconds"] > 0
    assert after["franc_clicks_recent{verdict=valid}"] == 3
    assert after["franc_clicks_shipped_total"] >= 3
    assert settled["franc_settlement_lag_seconds{quantile=1}"] < 60


@pytest.mark.django_db
def test_a_parked_click_waits_for_a_person_not_for_the_judge() -> None:
    factories.click(factories.approved_link(factories.live()))
    ParkedClick.objects.create(arrival=ClickToJudge.objects.get().arrival)

    found = figures()

    assert (found["franc_to_judge_clicks"], found["franc_parked_clicks"]) == (0, 1)


@pytest.mark.django_db
def test_parked_work_by_its_name() -> None:
    factories.parked_task(isolate_poison.JUDGE_PARKED)

    found = figures()

    assert found["franc_parked_tasks"] == 1
    assert found[f"franc_parked_tasks_by_name{{task={isolate_poison.JUDGE_PARKED}}}"] == 1


@pytest.mark.django_db
def test_an_audit_that_never_ran_promises_nothing() -> None:
    assert "franc_unexplained_cents" not in figures()

    beat("payouts.audit", unexplained_cents=12, broken=1)

    assert figures()["franc_unexplained_cents"] == 12


@pytest.mark.django_db
def test_holds_that_are_over() -> None:
    claim = factories.claim(factories.live())
    Hold.objects.create(claim=claim, cents=70, due_at=Now() - timedelta(minutes=10))
    Hold.objects.create(claim=claim, cents=35, due_at=Now() + timedelta(days=1))

    found = figures()

    assert (found["franc_holds_due"], found["franc_holds_due_cents"]) == (1, 70)
    assert 600 <= found["franc_holds_due_oldest_seconds"] < 700


@pytest.mark.django_db
def test_what_a_host_said_and_when() -> None:
    beat("ship web-1", unrecorded=4, answered_early=1, spool_bytes=900, spool_oldest_seconds=7)
    Heartbeat.objects.update(at=Now() - timedelta(minutes=5))

    found = figures()

    assert found["franc_host_unrecorded_clicks{host=web-1}"] == 4
    assert found["franc_host_spool_bytes{host=web-1}"] == 900
    assert 300 <= found["franc_host_shipper_age_seconds{host=web-1}"] < 400


@pytest.mark.django_db
def test_a_message_that_is_not_due_has_not_waited() -> None:
    OutboxMessage.objects.create(task="x", due_at=Now() + timedelta(minutes=5))

    found = figures()

    assert (found["franc_outbox_messages"], found["franc_outbox_oldest_seconds"]) == (1, 0)


@pytest.mark.django_db
def test_the_cost_does_not_grow_with_what_there_is() -> None:
    text()
    with CaptureQueriesContext(connection) as empty:
        text()
    for number in range(5):
        factories.clicks(factories.approved_link(factories.live()), 2)
        beat(f"ship host-{number}")
        factories.parked_task()

    with CaptureQueriesContext(connection) as full:
        text()

    assert len(full) == len(empty)


@pytest.mark.django_db
def test_others_need_the_token() -> None:
    other = Client(REMOTE_ADDR="192.0.2.7")

    with override_settings(METRICS_TOKEN="t" * 32):
        assert other.get("/metrics").status_code == 403
        allowed = other.get("/metrics", headers={"authorization": "Bearer " + "t" * 32})

    assert allowed.status_code == 200


def test_without_its_database_it_says_so(cluster: Cluster) -> None:
    connection.close()
    name = connection.settings_dict["NAME"]
    connection.settings_dict["NAME"] = "a_database_that_is_not_there"
    try:
        found = figures()
    finally:
        connection.settings_dict["NAME"] = name

    assert found["franc_database_up"] == 0
    assert found["process_resident_memory_bytes"] > 0
    assert "franc_to_judge_clicks" not in found
