"""What waits in a spool: segments with clicks in them, not those made ahead of need."""

from __future__ import annotations

import os
import time
from pathlib import Path

from campaigns.clicks.recording.spool import SegmentWriter
from campaigns.clicks.recording.spool_backlog import Backlog, backlog


def test_no_spool_holds_nothing(tmp_path: Path) -> None:
    assert backlog(tmp_path / "none") == Backlog()


def test_a_segment_made_ahead_of_need_holds_nothing(tmp_path: Path) -> None:
    SegmentWriter(tmp_path, room=4096)

    assert backlog(tmp_path) == Backlog()


def test_written_and_handed_over_segments_are_counted_with_their_age(tmp_path: Path) -> None:
    open_, ready = SegmentWriter(tmp_path, room=4096), SegmentWriter(tmp_path, room=4096)
    open_.append(b"a click\n")
    ready.append(b"another\n")
    ready.finish()
    (handed_over,) = tmp_path.glob("*.ready")
    os.utime(handed_over, (time.time() - 90, time.time() - 90))

    found = backlog(tmp_path)

    assert (found.segments, found.size) == (2, 4096 + len(b"another\n"))
    assert 90 <= found.oldest_seconds < 150
