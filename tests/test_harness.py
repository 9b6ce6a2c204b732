"""The fixtures themselves: who tests run as, and what becomes of what they write."""

import psycopg2
import pytest
from django.db import connection, transaction
from playwright.sync_api import Page

from marketplace import outbox
from marketplace.models import Heartbeat, OutboxMessage
from marketplace.processes import programs
from tests.harness.cluster import Cluster, wait_for


@pytest.mark.django_db
@pytest.mark.parametrize("time", [1, 2])
def test_what_a_test_writes_is_rolled_back(time: int) -> None:
    Heartbeat.objects.create(job="test")

    assert Heartbeat.objects.count() == 1


@pytest.mark.django_db
def test_tests_run_as_the_application_which_owns_nothing() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_user, count(*) FROM pg_tables WHERE tableowner = current_user"
        )
        assert cursor.fetchone() == ("franc_app", 0)


def test_a_cluster_holds_committed_data_for_other_connections(cluster: Cluster) -> None:
    Heartbeat.objects.create(job="test")

    with cluster.superuser().cursor() as cursor:
        cursor.execute("SELECT job FROM marketplace_heartbeat")
        assert cursor.fetchall() == [("test",)]


def test_the_application_may_not_truncate(cluster: Cluster) -> None:
    with cluster.app().cursor() as cursor, pytest.raises(psycopg2.errors.InsufficientPrivilege):
        cursor.execute("TRUNCATE marketplace_heartbeat")


def test_a_real_site_answers_and_dies_when_killed(cluster: Cluster) -> None:
    site = cluster.site()

    site.kill()

    assert site.ended() == -9


def test_a_real_worker_does_what_the_outbox_and_the_clock_ask(cluster: Cluster) -> None:
    cluster.up(programs.relay(), programs.worker(), programs.beat())

    with transaction.atomic():
        outbox.put("campaigns.judge")

    wait_for(lambda: Heartbeat.objects.filter(job="campaigns.judge").exists(), "the worker")
    assert OutboxMessage.objects.get().sent_at is not None
    wait_for(lambda: Heartbeat.objects.filter(job="payouts.sweep").exists(), "the clock's waking")


def test_a_real_browser_reads_a_real_page(cluster: Cluster, page: Page) -> None:
    cluster.site()

    answer = page.goto(cluster.site_url)

    assert answer is not None
    assert answer.ok
    assert page.title()
