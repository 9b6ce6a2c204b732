"""The answer leaves after its click is on disk, and no disk stops a visitor."""

import asyncio
import math
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from campaigns.clicks.recording import recorder as recording
from campaigns.clicks.recording import tally
from campaigns.clicks.recording.record import Record
from campaigns.clicks.recording.recorder import Recorder
from campaigns.clicks.recording.tally import Tally
from marketplace.processes import programs
from tests.campaigns.clicks.making import make_claim, make_links
from tests.campaigns.clicks.visits import Alone, metric, recorded, serves, visit
from tests.harness.cluster import PATIENCE, Cluster, wait_for
from tests.harness.own_thread import in_own_thread

StartAlone = Callable[..., Alone]
SLOW = ("-m", "tests.campaigns.clicks.slow_disk")
SMALL_DISK = 8_192  # bytes a file: room for the tally and some twenty clicks


def record(number: int) -> Record:
    return Record(f"click {number}", 7, 3, "GET", "", "Firefox", "", "", "127.0.0.1:4242")


async def come(recorder: Recorder, number: int) -> None:
    """A visitor, who goes when his click is recorded."""
    await recorder.record(record(number))


class HeldDisk:
    """Counts flushes, and ends each only when it is let go."""

    def __init__(self) -> None:
        self.asked = 0
        self.free = threading.Event()

    def __call__(self, file: int) -> None:
        self.asked += 1
        self.free.wait()


async def asked(disk: HeldDisk, times: int) -> None:
    async with asyncio.timeout(PATIENCE):
        while disk.asked < times:
            await asyncio.sleep(0.01)


def test_the_answer_waits_for_the_disk(start_alone: StartAlone, tmp_path: Path) -> None:
    """The line is written, and still nobody is answered before it is flushed."""
    permit = tmp_path / "permit"
    redirect = start_alone(program=SLOW, SLOW_DISK_PERMIT=str(permit))
    with ThreadPoolExecutor() as pool:
        answer = pool.submit(redirect.visit)
        wait_for(lambda: len(redirect.recorded()) == 1, "the line to be written")
        time.sleep(0.5)
        assert not answer.done()

        permit.touch()

        assert answer.result().status == 302


def test_while_one_group_is_flushed_the_next_one_gathers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recording, "STUCK_AFTER", math.inf)  # a busy machine is no stuck disk
    disk = HeldDisk()

    async def visitors() -> None:
        tallied = Tally(tmp_path)
        recorder = Recorder(asyncio.get_running_loop(), tmp_path, tallied, disk)
        first = asyncio.create_task(come(recorder, 0))
        await asked(disk, 1)
        others = [asyncio.create_task(come(recorder, n)) for n in range(1, 500)]
        await asyncio.sleep(0.1)
        assert not first.done()
        disk.free.set()
        await asyncio.gather(first, *others)
        recorder.close()
        assert tallied.counts.groups == 2

    in_own_thread(asyncio.run, visitors())

    assert disk.asked == 2
    assert [heard.id for heard in recorded(tmp_path)] == [f"click {n}" for n in range(500)]


def test_visitors_of_a_stuck_disk_are_answered_and_still_recorded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = HeldDisk()

    async def visitors() -> None:
        tallied = Tally(tmp_path)
        recorder = Recorder(asyncio.get_running_loop(), tmp_path, tallied, disk)
        began = time.monotonic()
        async with asyncio.timeout(PATIENCE):
            await asyncio.gather(*(come(recorder, n) for n in range(5)))
            assert time.monotonic() - began >= recording.STUCK_AFTER
            monkeypatch.setattr(recording, "STUCK_AFTER", math.inf)
            await come(recorder, 5)  # those who come later do not wait at all
        assert tallied.counts.answered_early == 6
        disk.free.set()
        while tallied.counts.recorded < 6:
            await asyncio.sleep(0.01)
        async with asyncio.timeout(PATIENCE):
            await come(recorder, 6)
        recorder.close()
        tallied.close()

    in_own_thread(asyncio.run, visitors())

    assert len(recorded(tmp_path)) == 7
    (incident,) = tally.incidents(tmp_path)
    assert (incident.answered_early, incident.unrecorded) == (6, 0)


def test_a_full_disk_stops_no_visitor_and_each_lost_click_is_counted(
    start_alone: StartAlone,
) -> None:
    redirect = start_alone(limit=SMALL_DISK)

    for _ in range(100):
        assert redirect.visit(User_Agent="x" * 600).status == 302

    lost = redirect.metric("clicks_unrecorded_total")
    assert lost > 0
    assert redirect.metric("clicks_recorded_total") == 100 - lost
    assert len(redirect.recorded()) == 100 - lost


def test_without_a_spool_visitors_still_arrive(cluster: Cluster) -> None:
    make_links(make_claim(), "spring1")
    port = cluster.ports.links
    cluster.start(programs.links(port), FRANC_DATA="/dev/null/nowhere")
    wait_for(lambda: serves(port), "the redirect to serve")

    assert visit(port, "/spring1").status == 302

    assert metric(port, "clicks_unrecorded_total") == 1


def test_an_incident_outlives_its_process(start_alone: StartAlone) -> None:
    redirect = start_alone(limit=SMALL_DISK)
    while not (lost := redirect.metric("clicks_unrecorded_total")):
        redirect.visit(User_Agent="x" * 1000)

    redirect.stop()

    (incident,) = tally.incidents(redirect.spool)
    assert incident.unrecorded == lost
    assert "File too large" in incident.reason
    assert time.time() - 30 < incident.began_at <= incident.last_at <= time.time()


def test_a_process_without_incident_leaves_no_tally(start_alone: StartAlone) -> None:
    redirect = start_alone()
    redirect.visit()

    redirect.stop()

    assert list(redirect.spool.glob("*.tally")) == []


def test_a_segment_is_handed_over_though_nobody_else_comes(start_alone: StartAlone) -> None:
    redirect = start_alone()

    redirect.visit()

    wait_for(lambda: list(redirect.spool.glob("*.ready")), "the segment")


def test_what_was_recorded_is_handed_over_when_it_stops(start_alone: StartAlone) -> None:
    redirect = start_alone()
    redirect.visit()

    redirect.stop()

    assert len(list(redirect.spool.glob("*.ready"))) == 1
    assert list(redirect.spool.glob("*.open")) == []
