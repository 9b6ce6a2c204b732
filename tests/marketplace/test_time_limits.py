"""Who waits too long for the database gives up: a page says so, a task and a shipper come again."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import OperationalError, connection, connections
from psycopg2.errors import LockNotAvailable

from campaigns.clicks.judging import judge_clicks
from campaigns.models import Click, ToSettle
from marketplace import time_limits
from marketplace.apply_time_limits import limit
from marketplace.processes import programs
from payouts import earnings
from payouts.models import ClickEarning
from tests import factories
from tests.campaigns.clicks.shipping.spooled import click, spool_of
from tests.harness.cluster import Cluster, log_of, wait_for
from tests.payouts.verdicts import paid_link

SHORT = '{"site": {"lock_timeout": "200ms"}, "ship": {"lock_timeout": "200ms"}}'


@contextmanager
def held(cluster: Cluster, table: str) -> Iterator[None]:
    """The table is somebody else's, whole, as while a migration changes it."""
    db = cluster.connect(cluster.owner_url, autocommit=False)
    db.cursor().execute(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE")
    try:
        yield
    finally:
        db.rollback()


@contextmanager
def limited(program: str) -> Iterator[None]:
    """This process, as if it were a program of that kind."""
    config = connections["default"].settings_dict["OPTIONS"]
    before = dict(config)
    connection.close()
    limit(program)
    try:
        yield
    finally:
        connection.close()
        config.clear()
        config.update(before)


def answer(url: str, language: str) -> tuple[int, str, str]:
    request = urllib.request.Request(url, headers={"Accept-Language": language})
    try:
        urllib.request.urlopen(request, timeout=240)
    except urllib.error.HTTPError as error:
        return error.code, error.headers["Retry-After"], error.read().decode()
    return 200, "", ""


def test_a_page_that_waits_for_a_held_table_says_try_again(cluster: Cluster) -> None:
    site = cluster.start(programs.site(cluster.ports.site), DATABASE_TIME_LIMITS=SHORT)
    cluster.wait_until_up(site)

    with held(cluster, "campaigns_link"):
        status, retry_after, page = answer(f"{cluster.site_url}/l/unknown/", "en")

    assert (status, retry_after) == (503, "10")
    assert "Too much at once" in page
    assert answer(f"{cluster.site_url}/l/unknown/", "en")[0] == 404


def test_a_shipper_that_waits_for_a_held_table_ships_later(cluster: Cluster) -> None:
    factories.prepare_days()
    spool_of(cluster, click())
    with held(cluster, "campaigns_clicktojudge"):
        shipper = cluster.start(programs.ship(), DATABASE_TIME_LIMITS=SHORT)
        wait_for(lambda: "lock timeout" in log_of(shipper), "the shipper to give up")
        assert Click.objects.count() == 0

    wait_for(lambda: Click.objects.count() == 1, "the click")


def test_a_settlement_that_gives_up_leaves_its_clicks_to_the_next(
    cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    factories.prepare_days()
    link, _ = paid_link(1)
    campaign = link.claim.campaign_id
    factories.click(link)
    judge_clicks.judge_batch()
    monkeypatch.setenv(time_limits.NAME, '{"worker": {"lock_timeout": "100ms"}}')

    with limited("worker"), held(cluster, "payouts_clickearning"):
        with pytest.raises(OperationalError) as refused:
            earnings.settle_batch(campaign)
        assert isinstance(refused.value.__cause__, LockNotAvailable)
        assert ToSettle.objects.count() == 1

    assert earnings.settle_batch(campaign) == 1
    assert ClickEarning.objects.count() == 2


@pytest.mark.parametrize("program", sorted(time_limits.LIMITS))
def test_a_program_has_the_limits_of_its_kind(cluster: Cluster, program: str) -> None:
    with limited(program), connection.cursor() as cursor:
        for name, value in time_limits.LIMITS[program].items():
            cursor.execute("SELECT current_setting(%s)::interval = %s::interval", [name, value])
            assert cursor.fetchone() == (True,), name


def test_a_slip_in_the_setting_is_refused() -> None:
    with pytest.raises(ValueError, match="no such limit"):
        time_limits.of("site", {time_limits.NAME: '{"site": {"lock_time": "1s"}}'})
