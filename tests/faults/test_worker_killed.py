"""kill -9 of the worker, with its children, while it judges and settles."""

from __future__ import annotations

import random
import time
from threading import Event, Thread

from django.db import connection, transaction

from campaigns.models import ClickToJudge, Link, ToSettle, Verdict
from marketplace import outbox
from marketplace.embedded.running import Running
from payouts import audit
from payouts.models import ClickEarning
from tests import factories
from tests.harness.cluster import Cluster, wait_for
from tests.harness.kills import KILLS

RESUMED_WITHIN = 45  # seconds: the clock asks again every ten, a worker takes some to start


def test_the_worker_is_killed_and_every_click_is_settled_once(
    cluster: Cluster,
) -> None:
    factories.prepare_days()
    campaign = factories.live(budget_cents=10_000_000, cap_cents=50_000)
    links = [factories.approved_link(campaign) for _ in range(4)]
    cluster.relay()
    cluster.beat()
    worker = cluster.worker()
    stop, stored = Event(), [0]
    load = Thread(target=keep_clicking, args=(links, stop, stored))
    load.start()

    for _ in range(KILLS):
        kill_at_a_random_moment(worker, stored)
    stop.set()
    load.join()
    wait_for(nothing_waits, "every click to be settled", within=RESUMED_WITHIN)

    assert stored[0] > 100
    assert Verdict.objects.count() == ClickEarning.objects.count() == stored[0]
    assert [check for check in audit.run() if not check.holds] == []


def keep_clicking(links: list[Link], stop: Event, stored: list[int]) -> None:
    """Store batches of clicks as shipping does, each with the message that wakes the judge."""
    while not stop.is_set():
        with transaction.atomic():
            for number in range(40):
                factories.click(links[number % len(links)])
            outbox.put("campaigns.judge")
        stored[0] += 40
    connection.close()


def kill_at_a_random_moment(worker: Running, stored: list[int]) -> None:
    """Once it works: wait until it has judged something more, then kill it in the middle."""
    judged = Verdict.objects.count()
    wait_for(lambda: Verdict.objects.count() > judged, "the worker to work", RESUMED_WITHIN)
    time.sleep(random.random() * 0.3)
    worker.kill()
    assert worker.ended() is not None
    worker.start()


def nothing_waits() -> bool:
    return not ClickToJudge.objects.exists() and not ToSettle.objects.exists()
