"""The processes that take the demo's clicks: a listener, a shipper and, if need be, a worker.

The listener believes the time and address that a click states; it is the demo's own, on
loopback, with a spool of its own, and is gone when the demo is.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from threading import Event, Thread
from time import monotonic, sleep

from django.db import connection

from campaigns.clicks.shipping.ship_segments import ship_until
from campaigns.models import ClickToJudge, ToSettle
from marketplace.embedded.doors import page_served
from marketplace.embedded.folder import Folder
from marketplace.embedded.running import Running
from marketplace.embedded.turns import Lock
from marketplace.models import OutboxMessage
from marketplace.ports.reserved_port import reserved
from marketplace.processes import programs

STARTS_WITHIN = 120.0  # seconds
STUCK_AFTER = 120.0  # seconds without progress


class Stuck(Exception):
    """Nothing has moved for a long time: the message says what still waits."""


@contextmanager
def open_road(*, own_worker: bool) -> Iterator[int]:
    """Start them and give the port of the listener; at the end ship what is still spooled.

    Args:
        own_worker: start a relay and a worker as well (bin/run is not up).
    """
    with reserved() as port:
        yield from _road(port, own_worker=own_worker)


def _road(port: int, *, own_worker: bool) -> Iterator[int]:
    folder = Folder.from_environment().make()
    demo = Folder(folder.root / "demo").make()
    running = [_listener(demo, port)]
    if own_worker:
        running += [Running(program, folder, dict(os.environ)) for program in _workers()]
    stopping = Event()
    shipper = Thread(target=_ship, args=(stopping, demo), name="ship")
    try:
        for one in running:
            one.start()
        shipper.start()
        _wait_until(lambda: page_served(port, "/healthz"), "the listener")
        yield port
    finally:
        stopping.set()
        if shipper.is_alive():
            shipper.join()
        for one in reversed(running):
            one.stop()


def wait_until_settled(
    stored: Callable[[], int], expected: int, show: Callable[[int], object]
) -> None:
    """Wait until `expected` clicks are stored, and all are judged and settled.

    `show` is told how many are done. Raises Stuck when nothing moves any more.
    """
    moved_at, last = monotonic(), (-1, -1)
    while True:
        there, waiting = stored(), ClickToJudge.objects.count() + ToSettle.objects.count()
        show(max(there - waiting, 0))
        unsent = OutboxMessage.objects.filter(sent_at=None, parked_at=None).exists()
        if there >= expected and not waiting and not unsent:
            return
        if (there, waiting) != last:
            moved_at, last = monotonic(), (there, waiting)
        if monotonic() - moved_at > STUCK_AFTER:
            raise Stuck(f"{there} of {expected} clicks stored, {waiting} still wait")
        sleep(0.2)


def everything_runs() -> bool:
    """Whether bin/run is up for this data folder, with a relay and a worker of its own."""
    return Lock(Folder.from_environment().root / "servers.lock").is_held_by("bin/run")


def _listener(folder: Folder, port: int) -> Running:
    program = programs.links(port)
    trusting = replace(program, command=(*program.command, "--trust-stated-visitor"))
    return Running(trusting, folder, {**os.environ, "FRANC_DATA": os.fspath(folder.root)})


def _workers() -> list[programs.Program]:
    return [programs.relay(), programs.worker()]


def _ship(stopping: Event, folder: Folder) -> None:
    ship_until(stopping, folder.root / "spool", allow_past=True)
    connection.close()


def _wait_until(ready: Callable[[], bool], what: str) -> None:
    deadline = monotonic() + STARTS_WITHIN
    while not ready():
        if monotonic() > deadline:
            raise Stuck(f"{what} did not start")
        sleep(0.05)
