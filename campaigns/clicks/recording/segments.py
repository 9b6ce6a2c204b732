"""Segments for one process: the next one made ahead of need, the last one handed over.

Both happen in a thread beside the disk's, so that no visitor waits for them.
"""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

from campaigns.clicks.recording.spool import SegmentWriter, Sync

LEAST_ROOM, MOST_ROOM = 64 << 10, 8 << 20  # bytes of zeros that a segment begins with


class Segments:
    """Makes segments of a spool, each with room for twice what the last one held."""

    def __init__(self, folder: Path, sync: Sync) -> None:
        self._folder = folder
        self._sync = sync
        self._room = LEAST_ROOM
        self._thread = ThreadPoolExecutor(1, "segments")
        self._spare = self._thread.submit(self._make)

    def next(self) -> SegmentWriter:
        """Return an empty segment. Raises OSError when the disk refuses to make one."""
        spare, self._spare = self._spare, self._thread.submit(self._make)
        try:
            return spare.result()
        except OSError:  # of the time when it was made: the disk may have room again
            return self._make()

    def hand_over(self, segment: SegmentWriter) -> None:
        """Finish a segment; one that cannot be renamed is adopted as an orphan."""
        self._room = max(LEAST_ROOM, min(MOST_ROOM, 2 * segment.size))
        self._thread.submit(_finish, segment)

    def close(self) -> None:
        """Return when all is handed over."""
        self._thread.submit(_discard, self._spare)
        self._thread.shutdown()

    def _make(self) -> SegmentWriter:
        return SegmentWriter(self._folder, self._room, self._sync)


def _finish(segment: SegmentWriter) -> None:
    with suppress(OSError):
        segment.finish()


def _discard(spare: Future[SegmentWriter]) -> None:
    with suppress(OSError):
        spare.result().finish()
