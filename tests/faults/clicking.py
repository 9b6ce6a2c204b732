"""Clicks that keep coming while something breaks, and whether all of them were settled."""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import closing
from threading import Event, Thread
from types import TracebackType

from django.db import connection, transaction

from campaigns.models import ClickToJudge, Link, ToSettle
from marketplace import outbox
from payouts import audit
from tests import factories

AT_ONCE = 60  # clicks a transaction, as many visitors
PAUSE = 0.1  # seconds between two: the machine is shared with what is tried


class Clicking:
    """Stores clicks as shipping does, each batch with the message that wakes the judge."""

    def __init__(self, links: Sequence[Link]) -> None:
        self.links = links
        self.stored = 0
        self._stopping = Event()
        self._thread = Thread(target=self._run)

    def __enter__(self) -> Clicking:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: object, trace: TracebackType | None
    ) -> None:
        self.stop()

    def stop(self) -> None:
        self._stopping.set()
        self._thread.join()

    def _run(self) -> None:
        with closing(connection):
            while not self._stopping.is_set():
                store(self.links)
                self.stored += AT_ONCE
                time.sleep(PAUSE)


def store(links: Sequence[Link], count: int = AT_ONCE) -> None:
    with transaction.atomic():
        for number in range(count):
            factories.click(links[number % len(links)])
        outbox.put("campaigns.judge")


def nothing_waits() -> bool:
    return not ClickToJudge.objects.exists() and not ToSettle.objects.exists()


def breaches() -> list[audit.Check]:
    """What the audit finds wrong with the books."""
    return [check for check in audit.run_audit() if not check.holds]
