"""kill -9 of the worker, or of one of its children, while it judges and settles."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from django.db import connection

from campaigns.clicks.judging import isolate_poison
from campaigns.models import ClickToJudge, ParkedClick, ToSettle, Verdict
from marketplace.embedded.running import Running
from marketplace.processes import programs
from payouts.models import ClickEarning
from tests import factories
from tests.faults.clicking import Clicking, breaches, nothing_waits
from tests.faults.conftest import Trial
from tests.harness.cluster import Cluster, wait_for

NAME = "franc-worker"  # by which the database tells the worker's sessions from the test's
RESUMES_WITHIN = 240  # seconds, on any machine; the bench holds it to the goal
IN_A_TRANSACTION = """
SELECT count(*) FROM pg_stat_activity
WHERE application_name = %s AND datname = current_database() AND xact_start IS NOT NULL
"""


@pytest.fixture
def worker(cluster: Cluster) -> Running:
    started = cluster.start(programs.worker(), PGAPPNAME=NAME)
    cluster.up(programs.relay(), programs.beat())
    cluster.wait_until_up(started)
    return started


@pytest.fixture
def clicking(worker: Running) -> Iterator[Clicking]:
    factories.prepare_days()
    campaign = factories.live(budget_cents=10_000_000, cap_cents=50_000)
    with Clicking([factories.approved_link(campaign) for _ in range(4)]) as made:
        yield made


@pytest.mark.fault(name="worker_killed")
def test_the_worker_is_killed_and_every_click_is_settled_once(
    clicking: Clicking, worker: Running, fault: Trial
) -> None:
    def kill() -> None:
        worker.kill()
        worker.start()

    kill_in_mid_batch(fault, kill)

    finish(clicking, fault)


@pytest.mark.fault(name="child_killed")
def test_a_child_of_the_pool_is_killed_and_every_click_is_settled_once(
    clicking: Clicking, worker: Running, fault: Trial
) -> None:
    assert worker.process is not None
    pool = Path(f"/proc/{worker.process.pid}/task/{worker.process.pid}/children")

    def kill() -> None:
        os.kill(int(random.choice(pool.read_text().split())), signal.SIGKILL)

    kill_in_mid_batch(fault, kill)

    assert worker.ended() is None
    finish(clicking, fault)


def kill_in_mid_batch(fault: Trial, kill: Callable[[], None]) -> None:
    """Wait for a transaction of the worker's, kill, and until clicks are settled again."""
    killed_inside = 0
    for _ in fault.each():
        wait_for(in_a_transaction, "the worker to work", RESUMES_WITHIN, every=0.001)
        time.sleep(random.random() * 0.02)
        killed_inside += in_a_transaction()
        kill()
        settled = ClickEarning.objects.count()
        with fault.recovering():
            wait_for(partial(more_than, settled), "clicks to be settled again", RESUMES_WITHIN)
    fault.remarks["inside a transaction"] = killed_inside


def finish(clicking: Clicking, fault: Trial) -> None:
    wait_for(lambda: clicking.stored > 100, "clicks to speak of")
    clicking.stop()
    wait_for(nothing_else_waits, "every click to be settled", within=RESUMES_WITHIN)
    fault.remarks["blamed, and put back by hand"] = put_back_the_blamed()
    wait_for(nothing_waits, "those that were put back", within=RESUMES_WITHIN)

    assert ClickToJudge.objects.count() == 0
    fault.remarks["clicks"] = clicking.stored
    assert breaches() == []
    # A verdict or an earning too many is refused by the database: the totals tell.
    fault.found(
        lost=clicking.stored - ClickEarning.objects.count(),
        twice=Verdict.objects.count() - clicking.stored,
    )


def nothing_else_waits() -> bool:
    """Every click is settled, but those whose judge was killed each time it began with them."""
    return (
        ClickToJudge.objects.count() == ParkedClick.objects.count()
        and not ToSettle.objects.exists()
    )


def put_back_the_blamed() -> int:
    """Do what staff do at /review/work/; return how many clicks it was."""
    blamed = ClickToJudge.objects.filter(arrival__in=ParkedClick.objects.values("arrival"))
    clicks = list(blamed.values_list("claim_id", "arrival"))
    for claim, arrival in clicks:
        isolate_poison.put_back(claim, arrival)
    return len(clicks)


def more_than(settled: int) -> bool:
    return ClickEarning.objects.count() > settled


def in_a_transaction() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(IN_A_TRANSACTION, [NAME])
        return bool(cursor.fetchone()[0])
