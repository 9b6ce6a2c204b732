"""The thread that writes groups of records to the disk, one after the other."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread

from campaigns.clicks.recording.click_groups import Group
from campaigns.clicks.recording.record import encode_lines
from campaigns.clicks.recording.segments import Segments
from campaigns.clicks.recording.spool import SegmentWriter, Sync
from campaigns.clicks.recording.tally import Tally

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
        self._segments = Segments(folder, sync)
        self._tally = tally
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
        self._rotate()
        self._segments.close()

    def _write(self, group: Group) -> None:
        counts, began = self._tally.counts, time.monotonic()
        try:
            if self._segment is None:
                self._segment = self._segments.next()
            self._segment.append(encode_lines(group.records))
        except Exception as error:  # whatever it is, visitors wait for this thread
            self._tally.trouble(str(error), unrecorded=len(group.records))
            self._rotate()
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
        if self._segment is not None:
            self._segments.hand_over(self._segment)
            self._segment = None
