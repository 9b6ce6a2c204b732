"""Programs that are started again when they end, as bin/run and every service manager do."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from marketplace.embedded.restarting import Kept
from marketplace.embedded.running import Running
from tests.harness.cluster import wait_for

WITHIN = 240  # seconds, on any machine; the bench holds each fault to its goal


class Supervised:
    """Looks after running programs while something is waited for.

    That is in the test's own thread, for a child dies with the thread that started it.
    """

    def __init__(self, running: Sequence[Running]) -> None:
        self.said: list[str] = []
        self.kept = [Kept(program, self.said.append) for program in running]
        for kept in self.kept:
            kept.started_at = time.monotonic()

    def wait_for(self, condition: Callable[[], object], what: str) -> None:
        def met() -> bool:
            for kept in self.kept:
                kept.look()
            return bool(condition())

        wait_for(met, what, WITHIN)

    def wait_for_more(self, count: Callable[[], int], what: str) -> None:
        """Wait until there is more than there is now."""
        before = count()
        self.wait_for(lambda: count() > before, f"more {what}")

    @property
    def restarts(self) -> int:
        return sum("ended" in sentence for sentence in self.said)
