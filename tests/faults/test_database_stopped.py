"""The database stops at once, again and again: what it committed stays, and visitors arrive."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from functools import partial
from threading import Event, Thread

import psycopg2
import pytest
from django.db import connection

from campaigns.models import Click, Link, Verdict
from marketplace.models import Heartbeat
from tests import factories
from tests.campaigns.clicks.crowd import Crowd, crowd, lost_and_twice
from tests.faults.clicking import breaches, nothing_waits
from tests.faults.conftest import Own, Trial
from tests.faults.supervised import Supervised
from tests.harness.cluster import wait_for

GONE_FOR = 1.5  # seconds


@pytest.fixture
def link(own: Own) -> Link:
    factories.prepare_days()
    campaign = factories.live(budget_cents=10_000_000, cap_cents=50_000)
    return factories.approved_link(campaign)


@pytest.mark.fault(name="database_stopped")
def test_the_database_stops_at_once(own: Own, link: Link, fault: Trial) -> None:
    supervised = Supervised(own.cluster.everything())
    arrived = 0
    with crowd(own.cluster.ports.links, f"/{link.code}") as visitors, committing(own) as committed:
        for _ in fault.each():
            supervised.wait_for_more(Verdict.objects.count, "clicks judged")
            time.sleep(random.random())
            own.servers.stop_database_at_once()
            connection.close()
            before = len(visitors.answered)
            time.sleep(GONE_FOR)
            wait_for(partial(more_come, visitors, before), "a visitor while the database is away")
            arrived += len(visitors.answered) - before
            own.servers.postgres.start()
            with fault.recovering():
                supervised.wait_for_more(Verdict.objects.count, "clicks judged")
    supervised.wait_for(lambda: everything_is_settled(len(visitors.answered)), "the rest")

    gone = set(committed) - set(Heartbeat.objects.values_list("job", flat=True))
    found = lost_and_twice(visitors)
    fault.remarks |= {
        "arrived meanwhile": arrived,
        "commits": len(committed),
        "restarts": supervised.restarts,
    }
    assert breaches() == []
    fault.found(lost=found["lost"] + len(gone), twice=found["twice"])


def more_come(visitors: Crowd, before: int) -> bool:
    return len(visitors.answered) > before


@contextmanager
def committing(own: Own) -> Iterator[list[str]]:
    """Commit one row after the other meanwhile; yields what was said to be committed."""
    committed: list[str] = []
    stop = Event()

    def commit() -> None:
        while not stop.is_set():
            with suppress(psycopg2.Error):  # it dies in more than one way
                commit_rows(own.cluster.app_url, committed, stop)
            time.sleep(0.05)

    thread = Thread(target=commit)
    thread.start()
    try:
        yield committed
    finally:
        stop.set()
        thread.join()


def commit_rows(url: str, committed: list[str], stop: Event) -> None:
    with closing(psycopg2.connect(url)) as db, db.cursor() as cursor:
        while not stop.is_set():
            name = f"commit {time.monotonic_ns()}"
            cursor.execute("INSERT INTO marketplace_heartbeat (job, figures) VALUES (%s, '{}')",
                           [name])  # fmt: skip
            db.commit()
            committed.append(name)
            time.sleep(0.01)


def everything_is_settled(answered: int) -> bool:
    return Click.objects.count() >= answered and nothing_waits()
