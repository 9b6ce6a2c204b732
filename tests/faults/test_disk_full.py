"""The disk of the spool is full: visitors arrive, losses are counted, and all is well after."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from campaigns.clicks.recording import tally
from campaigns.clicks.shipping.segment_batch import Shipped
from campaigns.clicks.shipping.ship_segments import say_alive, ship_waiting
from campaigns.models import Click
from marketplace.models import Heartbeat
from marketplace.processes import programs
from tests.campaigns.clicks.crowd import Crowd, crowd
from tests.campaigns.clicks.making import make_claim, make_links
from tests.campaigns.clicks.visits import metric
from tests.faults.conftest import Trial
from tests.harness.cluster import Cluster, wait_for
from tests.harness.small_disk import small_disk

SIZE = 4 << 20  # bytes
VISITORS = 100  # who come while it is full


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    with small_disk(tmp_path / "small", SIZE) as place:
        yield place


@pytest.mark.fault(name="disk_full")
def test_a_full_disk_stops_nobody(cluster: Cluster, disk: Path, fault: Trial) -> None:
    make_links(make_claim(), "spring1")
    port, spool = cluster.ports.links, disk / "spool"
    cluster.wait_until_up(cluster.start(programs.links(port), FRANC_DATA=str(disk)))
    with crowd(port, "/spring1") as visitors:
        for _ in fault.each():
            fill(disk / "filling")
            wait_until_it_rises(port, "clicks_unrecorded_total")
            come_and_go(visitors)
            (disk / "filling").unlink()
            with fault.recovering():
                wait_until_it_rises(port, "clicks_recorded_total")
            ship_waiting(spool)
    lost = int(metric(port, "clicks_unrecorded_total"))
    wait_for(lambda: ship_waiting(spool).read == 0 and not list(spool.glob("*.ready")), "the rest")
    cluster.running[0].stop()
    ship_waiting(spool)
    say_alive(spool, Shipped())

    fault.remarks |= {"answered": len(visitors.answered), "lost, counted and alarmed": lost}
    assert alarmed() == lost == sum(each.unrecorded for each in tally.incidents(spool))
    # Nobody may be missing whom no alarm has counted.
    fault.found(lost=max(0, len(visitors.answered) - lost - Click.objects.count()))


def wait_until_it_rises(port: int, counter: str) -> None:
    before = metric(port, counter)
    wait_for(lambda: metric(port, counter) > before, f"{counter} to rise")


def fill(path: Path) -> None:
    """Write until the disk has no room; what others give back is taken as well."""
    with path.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(bytes(4096))


def come_and_go(visitors: Crowd) -> None:
    before = len(visitors.answered)
    wait_for(lambda: len(visitors.answered) > before + VISITORS, "visitors to be answered")


def alarmed() -> int:
    (beat,) = Heartbeat.objects.filter(job__startswith="ship ")
    return int(beat.figures["unrecorded"])
