"""Step 2 of the way of a click: write it down durably, then let the answer leave.

Natural batching: while one group of records is on its way to the disk, the next one gathers;
it is flushed when the disk is done with the former. The flush runs in a thread, so that the
event loop goes on accepting visitors. No visitor waits for a disk that is full, broken or stuck:
the click is answered, counted and reported (see tally.py).
"""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Awaitable
from pathlib import Path

from campaigns.clicks.recording.click_groups import Group
from campaigns.clicks.recording.flush_groups import Disk
from campaigns.clicks.recording.record import Record
from campaigns.clicks.recording.spool import Sync
from campaigns.clicks.recording.tally import Tally

STUCK_AFTER = 2.0  # seconds that a visitor waits for the disk at most, LOOK_EVERY apart
LOOK_EVERY = 0.5  # seconds
MAX_WAITING = 100_000  # records kept in memory while the disk is stuck
STUCK = "the disk does not answer"


class Recorder:
    """Writes records to this process's segment of the spool. Belongs to one event loop.

    Args:
        folder: the spool, which exists.
        sync: makes what was written to a file durable; raises OSError.
    """

    def __init__(
        self,
        loop: asyncio.AbstractEventLoop,
        folder: Path,
        tally: Tally,
        sync: Sync = os.fdatasync,
    ) -> None:
        self._loop = loop
        self._tally = tally
        self._gathering = Group(loop)
        self._flushing: Group | None = None
        self._flushing_since = 0.0
        self._scheduled = False
        self._stuck = False
        self._saving = False
        self._disk = Disk(folder, tally, sync, self._done)
        self._look = loop.call_later(LOOK_EVERY, self._look_after)

    def record(self, record: Record) -> Awaitable[None]:
        """Await what is returned: the record is on disk then, or the disk proved unable."""
        group = self._gathering
        if self._stuck:
            self._record_in_memory(record, group)
            return group  # which keeps nobody waiting
        group.records.append(record)
        if self._flushing is None and not self._scheduled:
            # Not at once: all visitors of this turn of the loop share the flush.
            self._scheduled = True
            self._loop.call_soon(self._flush)
        return group

    def _record_in_memory(self, record: Record, group: Group) -> None:
        if len(group.records) < MAX_WAITING:
            group.records.append(record)
            self._tally.trouble(STUCK, answered_early=1)
        else:
            self._tally.trouble(STUCK, unrecorded=1)

    def _flush(self) -> None:
        self._scheduled = False
        if self._flushing is None and self._gathering.records:
            self._flushing, self._gathering = self._gathering, Group(self._loop)
            self._flushing_since = time.monotonic()
            self._disk.put(self._flushing)

    def _done(self, group: Group) -> None:
        self._loop.call_soon_threadsafe(self._answer, group)

    def _answer(self, group: Group) -> None:
        self._flushing = None
        self._stuck = False
        self._flush()
        group.wake()

    def _look_after(self) -> None:
        self._look = self._loop.call_later(LOOK_EVERY, self._look_after)
        if self._flushing and time.monotonic() - self._flushing_since > STUCK_AFTER:
            self._let_go(self._flushing)
        if not self._saving:
            self._saving = True
            self._loop.run_in_executor(None, self._save)

    def _let_go(self, flushing: Group) -> None:
        self._stuck = True
        early = flushing.wake() + self._gathering.wake()
        if early:
            self._tally.trouble(STUCK, answered_early=early)

    def _save(self) -> None:
        """In a thread of its own, for it may get stuck with the disk."""
        self._tally.save()
        self._saving = False

    def close(self) -> None:
        """Write what still waits, hand the segment over and stop. The loop has ended."""
        self._look.cancel()
        self._flushing = None
        self._flush()
        self._disk.close()
