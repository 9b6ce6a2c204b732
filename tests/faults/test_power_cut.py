"""Unsynced writes are dropped under load: who was answered is on the disk all the same.

The spool is on a disk of our own that keeps what was synced and nothing else
(tests/harness/unsynced.py).
"""

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from campaigns.clicks.shipping.ship_segments import ship_waiting
from marketplace.embedded.running import Running
from marketplace.processes import programs
from tests.campaigns.clicks.crowd import crowd, lost_and_twice
from tests.campaigns.clicks.making import make_claim, make_links
from tests.campaigns.clicks.visits import serves
from tests.faults.conftest import Trial
from tests.faults.random_moment import random_moment
from tests.harness.cluster import Cluster, wait_for
from tests.harness.plug import Disk, disk


@pytest.fixture
def unsafe(tmp_path: Path) -> Iterator[Disk]:
    with disk(tmp_path / "disk") as mounted:
        yield mounted


def redirect_on(place: Disk, cluster: Cluster, module: str) -> Running:
    make_links(make_claim(), "spring1")
    program = programs.links(cluster.ports.links)
    command = tuple(part if part != "campaigns.clicks.redirect" else module
                    for part in program.command)  # fmt: skip
    links = cluster.start(replace(program, command=command), FRANC_DATA=str(place.folder))
    cluster.wait_until_up(links)
    return links


@pytest.mark.fault(name="unsynced_dropped")
def test_a_power_cut_takes_no_answered_click(cluster: Cluster, unsafe: Disk, fault: Trial) -> None:
    links = redirect_on(unsafe, cluster, "tests.faults.patient_redirect")
    spool = unsafe.folder / "spool"
    with crowd(cluster.ports.links, "/spring1") as visitors:
        for _ in fault.each():
            random_moment()
            ship_waiting(spool)  # what it removes is not synced: some of it comes back
            random_moment()
            links.kill()
            unsafe.pull_the_plug(random.choice(("nothing", "some")))
            with fault.recovering():
                links.start()
                wait_for(lambda: serves(cluster.ports.links), "the redirect to serve again")
        random_moment()
    links.kill()
    unsafe.pull_the_plug("nothing")

    ship_waiting(spool)

    assert "without being recorded" not in links.log.read_text()
    fault.remarks["answered"] = len(visitors.answered)
    fault.found(**lost_and_twice(visitors))


def test_a_redirect_that_does_not_wait_would_lose_clicks(cluster: Cluster, unsafe: Disk) -> None:
    links = redirect_on(unsafe, cluster, "tests.faults.careless_redirect")
    with crowd(cluster.ports.links, "/spring1") as visitors:
        random_moment()
    links.kill()
    unsafe.pull_the_plug("nothing")

    ship_waiting(unsafe.folder / "spool")

    assert lost_and_twice(visitors)["lost"] > 0
