"""The thread that brings groups of records to the disk, one after the other."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread

from campaigns.clicks.groups import Group
from campaigns.clicks.record import encode_lines
from campaigns.clicks.spool import SegmentWriter, Sync
from campaigns.clicks.tally import Tally

ROTATE_AFTER = 1.0  # seconds from the first record of a segment to its hand-over
ROTATE_AT = 8 << 20  # bytes


class Disk:
    """Writes groups to a segment of the spool and hands full or old segments over.

    Args:
        folder: the spool.
        sync: makes what was written to a file durable; raises OSError.
        done: called in the disk's thread when a group is on disk or is counted as unrecorded.
    """

    def __init__(
        self, folder: Path, tally: Tally, sync: Sync, done: Callable[[Group], None]
    ) -> None:
        self._folder = folder
        self._tally = tally
        self._sync = sync
        self._done = done
        self._segment: SegmentWriter | None = None
        self._groups: SimpleQueue[Group | None] = SimpleQueue()
        self._thread = Thread(target=self._run, name="disk", daemon=True)
        self._thread.start()

    def put(self, group: Group) -> None:
        self._groups.put(group)

    def close(self) -> None:
        """Return when everything put is written and the segment is handed over."""
        self._groups.put(None)
        self._thread.join()

    def _run(self) -> None:
        self._prepare()
        while True:
            try:
                group = self._groups.get(timeout=self._until_rotation())
            except Empty:
                self._rotate()
                continue
            if group is None:
                break
            self._write(group)
            self._done(group)
            if self._until_rotation() == 0:
                self._rotate()
        self._finish()

    def _write(self, group: Group) -> None:
        counts, began = self._tally.counts, time.monotonic()
        try:
            if self._segment is None:
                self._segment = SegmentWriter(self._folder, self._sync)
            self._segment.append(encode_lines(group.records))
        except OSError as error:
            self._tally.trouble(str(error), unrecorded=len(group.records))
            self._finish()
        else:
            counts.recorded += len(group.records)
        counts.groups += 1
        counts.flush_seconds += time.monotonic() - began

    def _until_rotation(self) -> float | None:
        """Seconds; None when there is nothing to hand over."""
        segment = self._segment
        if segment is None or segment.first_at is None:
            return None
        if segment.size >= ROTATE_AT:
            return 0
        return max(0.0, segment.first_at + ROTATE_AFTER - time.monotonic())

    def _rotate(self) -> None:
        self._finish()
        self._prepare()

    def _prepare(self) -> None:
        """Make the next segment ahead of need; when the disk refuses, the next group will tell."""
        with suppress(OSError):
            self._segment = SegmentWriter(self._folder, self._sync)

    def _finish(self) -> None:
        """Let go of the segment: one that cannot be renamed is adopted as an orphan."""
        segment, self._segment = self._segment, None
        if segment is not None:
            with suppress(OSError):
                segment.finish()
