"""Killed at random moments under load: every answered click is stored exactly once."""

import os
import signal
from functools import partial
from pathlib import Path

import pytest

from campaigns.clicks.shipping.ship_segments import ship_waiting
from campaigns.models import Click, ClickToJudge
from marketplace.embedded.running import Running
from tests.campaigns.clicks.crowd import crowd, lost_and_twice
from tests.campaigns.clicks.visits import serves
from tests.faults.conftest import Trial
from tests.faults.random_moment import random_moment
from tests.faults.supervised import Supervised
from tests.harness.cluster import Cluster, wait_for


def more_than(clicks: int) -> bool:
    return Click.objects.count() > clicks


def children(running: Running) -> list[int]:
    """Of a program; a dead one is among them until its parent has noticed."""
    pid = running.process.pid if running.process else 0
    try:
        return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except FileNotFoundError:
        return []


def replaced(parent: Running, child: int) -> bool:
    now = children(parent)
    return bool(now) and child not in now


@pytest.mark.fault(name="redirect_killed")
def test_the_redirect_is_killed(port: int, cluster: Cluster, fault: Trial) -> None:
    links = cluster.running[-1]
    with crowd(port, "/spring1") as visitors:
        for _ in fault.each():
            random_moment()
            links.kill()
            with fault.recovering():
                links.start()
                wait_for(lambda: serves(port), "the redirect to serve again")
        random_moment()
    links.stop()

    ship_waiting(cluster.folder.spool)

    fault.found(**lost_and_twice(visitors))


@pytest.mark.fault(name="redirect_child_killed")
def test_a_worker_of_the_redirect_is_killed_and_replaced(
    port: int, cluster: Cluster, fault: Trial
) -> None:
    links = cluster.running[-1]
    # Granian ends when a worker dies within seconds of its start, and is started again.
    supervised = Supervised([links])
    with crowd(port, "/spring1") as visitors:
        for _ in fault.each():
            random_moment()
            supervised.wait_for(lambda: len(children(links)) == 1, "one worker")
            (worker,) = children(links)
            os.kill(worker, signal.SIGKILL)
            with fault.recovering():
                supervised.wait_for(partial(replaced, links, worker), "another worker")
                supervised.wait_for(lambda: serves(port), "the redirect to serve again")
        random_moment()
    links.stop()

    ship_waiting(cluster.folder.spool)

    fault.found(**lost_and_twice(visitors))


@pytest.mark.fault(name="shipper_killed")
def test_the_shipper_is_killed(port: int, cluster: Cluster, fault: Trial) -> None:
    shipper = cluster.ship()
    with crowd(port, "/spring1") as visitors:
        for _ in fault.each():
            wait_for(partial(more_than, Click.objects.count()), "the shipper to ship")
            random_moment()
            shipper.kill()
            before = Click.objects.count()
            with fault.recovering():
                shipper.start()
                wait_for(partial(more_than, before), "another shipper to ship")
        random_moment()
    cluster.running[0].stop()
    shipper.stop()

    ship_waiting(cluster.folder.spool)

    fault.found(**lost_and_twice(visitors))
    assert ClickToJudge.objects.count() == Click.objects.count()
    assert list(cluster.folder.spool.glob("*.ready")) == []
