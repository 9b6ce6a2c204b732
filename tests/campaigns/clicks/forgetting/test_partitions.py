"""Partitions that were forgotten: clicks go to the default one, are moved, and none is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from threading import Event, Thread

import pytest
from django.db import OperationalError, connection, transaction
from uuid_utils import uuid7

from campaigns.clicks.forgetting import partitions
from campaigns.clicks.judging import judge_clicks
from campaigns.clicks.recording.record import Record, encode_lines
from campaigns.clicks.shipping.ship_segments import ship_until, ship_waiting
from campaigns.models import Click, ClickToJudge, Link, ToSettle
from payouts import audit, earnings
from tests import factories
from tests.campaigns.clicks.visits import BROWSER
from tests.harness.cluster import Cluster, wait_for

NOW = datetime.now(UTC)
DAYS = [NOW - timedelta(days=n) for n in range(6)]
SEGMENT = 100  # clicks


def spooled(folder: Path, link: Link, at: datetime, count: int = SEGMENT) -> None:
    """A segment of clicks of as many visitors within a second."""
    records = [
        Record(
            id=str(uuid7(nanoseconds=(round(at.timestamp() * 1000) - n) * 1_000_000)),
            link_id=link.pk, claim_id=link.claim_id, method="GET", purpose="", user_agent=BROWSER,
            referrer="", languages="fr", address=f"198.51.{n // 250}.{n % 250}:1",
        )
        for n in range(count)
    ]  # fmt: skip
    (folder / f"{round(at.timestamp())}-{count}-1.ready").write_bytes(encode_lines(records))


def rows_in_default() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM click_days_without_partition()")
        return int(cursor.fetchone()[0])


def made(day: datetime) -> bool:
    """Make its partition, unless its tables were in use all the time: then another time."""
    try:
        partitions.ensure(day.date(), day.date())
    except OperationalError as error:
        if not partitions.is_in_use(error):
            raise
        return False
    return True


def more_clicks_than(count: int) -> bool:
    return Click.objects.count() > count


@contextmanager
def working(stop: Event, *acts: Callable[[], object]) -> Iterator[list[Thread]]:
    """Each act again and again in a thread with a connection of its own, until `stop`.

    A test that fails stops them too, or they would keep its process.
    """

    def run(act: Callable[[], object]) -> None:
        try:
            while not stop.is_set():
                act()
        finally:
            connection.close()

    threads = [Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    try:
        yield threads
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def prepare_all(done: Event) -> None:
    try:
        if not partitions.prepare():
            done.set()
    finally:
        connection.close()


def test_forgotten_days_are_moved_while_clicks_are_shipped_judged_and_settled(
    cluster: Cluster,
) -> None:
    campaign = factories.live(since=DAYS[-1] - timedelta(days=1), starts_on=DAYS[-1].date())
    link = factories.approved_link(campaign)
    stop = Event()
    with working(
        stop,
        lambda: ship_until(stop, cluster.folder.spool, allow_past=True),
        judge_clicks.judge_batch,
        lambda: earnings.settle_batch(campaign.pk),
    ):
        for number, day in enumerate(DAYS):
            for moment in (day, day - timedelta(seconds=5)):
                spooled(cluster.folder.spool, link, moment)
            before = number * 2 * SEGMENT
            wait_for(partial(more_clicks_than, before), "a click of the day")
            assert rows_in_default() > 0
            wait_for(partial(made, day), "its partition")
        wait_for(lambda: Click.objects.count() == len(DAYS) * 2 * SEGMENT, "every click")
        wait_for(
            lambda: not ClickToJudge.objects.exists() and not ToSettle.objects.exists(),
            "every cent",
        )

    assert partitions.prepare() == []
    assert rows_in_default() == 0
    assert [check for check in audit.run_audit() if not check.holds] == []


def test_a_long_reader_delays_a_partition_and_no_click(
    cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(partitions, "PAUSES", (0.0,))
    link = factories.approved_link(factories.live())
    reader = cluster.connect(cluster.owner_url, autocommit=False)
    reader.cursor().execute("SELECT count(*) FROM campaigns_click")
    spooled(cluster.folder.spool, link, NOW)

    left = partitions.prepare()
    shipped = ship_waiting(cluster.folder.spool)

    assert NOW.date() in left
    assert (shipped.stored, rows_in_default()) == (SEGMENT, 1)
    reader.rollback()
    assert partitions.prepare() == []
    assert (Click.objects.count(), rows_in_default()) == (SEGMENT, 0)


def test_a_shipper_that_waits_is_let_through_before_the_partition(
    cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its transaction is open: the partition gives up and leaves its locks, again and again."""
    monkeypatch.setattr(partitions, "PAUSES", (0.1,) * 20)
    link = factories.approved_link(factories.live())
    stop = Event()
    making = Thread(target=prepare_all, args=[stop])
    with transaction.atomic():
        factories.click(link)
        making.start()
        with cluster.app().cursor() as other:
            other.execute("SET lock_timeout = '20s'")
            other.execute("INSERT INTO campaigns_verdict SELECT * FROM campaigns_verdict")
    making.join()

    assert stop.is_set()
    assert (Click.objects.count(), rows_in_default()) == (1, 0)
