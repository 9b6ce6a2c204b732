"""Segments change hands whole, and only when nobody works on them."""

import os
import subprocess
import sys
import time
from pathlib import Path

from campaigns.clicks.recording import spool
from campaigns.clicks.recording.spool import SegmentWriter

LINES = b"one\ntwo\n"
WRITE_AND_WAIT = """
import sys, time
from pathlib import Path
from campaigns.clicks.recording.spool import SegmentWriter
segment = SegmentWriter(Path(sys.argv[1]))
segment.append(b"one\\ntwo\\n")
print("written", flush=True)
time.sleep(60)
"""


def taken_lines(folder: Path) -> list[tuple[list[bytes], bool]]:
    found = []
    for segment in spool.take_segments(folder):
        found.append(segment.lines())
        segment.release()
    return found


def test_a_segment_being_written_is_left_alone(tmp_path: Path) -> None:
    segment = SegmentWriter(tmp_path)
    segment.append(LINES)

    assert taken_lines(tmp_path) == []


def test_a_finished_segment_is_taken_by_one_only(tmp_path: Path) -> None:
    segment = SegmentWriter(tmp_path)
    segment.append(LINES)
    segment.finish()

    (taken,) = spool.take_segments(tmp_path)

    assert taken.lines() == ([b"one", b"two"], False)
    assert list(spool.take_segments(tmp_path)) == []
    taken.release()
    assert len(taken_lines(tmp_path)) == 1


def test_the_segment_of_a_killed_writer_is_adopted(tmp_path: Path) -> None:
    command = [sys.executable, "-c", WRITE_AND_WAIT, os.fspath(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        assert taken_lines(tmp_path) == []

        writer.kill()
        writer.wait()

    assert taken_lines(tmp_path) == [([b"one", b"two"], False)]


def test_a_torn_last_line_is_told_from_the_whole_ones(tmp_path: Path) -> None:
    (tmp_path / "1-1-1.open").write_bytes(LINES + b"thr")

    assert taken_lines(tmp_path) == [([b"one", b"two"], True)]


def test_the_zeros_a_segment_begins_with_are_no_lines(tmp_path: Path) -> None:
    (tmp_path / "1-1-1.open").write_bytes(LINES + bytes(4096))

    assert taken_lines(tmp_path) == [([b"one", b"two"], False)]


def test_what_comes_after_a_hole_was_never_acknowledged(tmp_path: Path) -> None:
    (tmp_path / "1-1-1.open").write_bytes(LINES + bytes(4096) + b"three\n")

    assert taken_lines(tmp_path) == [([b"one", b"two"], True)]


def test_a_segment_may_grow_beyond_its_room(tmp_path: Path) -> None:
    segment = SegmentWriter(tmp_path, room=4)
    for _ in range(3):
        segment.append(LINES)
    segment.finish()

    assert taken_lines(tmp_path) == [([b"one", b"two"] * 3, False)]


def test_an_empty_segment_is_not_handed_over(tmp_path: Path) -> None:
    SegmentWriter(tmp_path).finish()

    assert list(tmp_path.iterdir()) == []


def test_what_did_not_reach_the_disk_is_cut_off(tmp_path: Path) -> None:
    def fail_at_second(file: int) -> None:
        if os.fstat(file).st_size > len(LINES):
            raise OSError("the disk is full")

    segment = SegmentWriter(tmp_path, sync=fail_at_second)
    segment.append(LINES)
    try:
        segment.append(b"three\n")
    except OSError:
        segment.finish()

    assert taken_lines(tmp_path) == [([b"one", b"two"], False)]


def test_segments_are_taken_oldest_first(tmp_path: Path) -> None:
    for name in ("0000000000300-1-1", "0000000000100-9-1", "0000000000200-5-1"):
        (tmp_path / f"{name}.ready").write_bytes(name.encode() + b"\n")

    assert [lines for lines, _ in taken_lines(tmp_path)] == [
        [b"0000000000100-9-1"],
        [b"0000000000200-5-1"],
        [b"0000000000300-1-1"],
    ]


def test_segments_that_were_never_begun_are_swept(tmp_path: Path) -> None:
    old, young = tmp_path / "1-1-1.new", tmp_path / "2-1-1.new"
    for path in (old, young):
        path.touch()
    os.utime(old, (time.time() - 120, time.time() - 120))

    spool.prepare(tmp_path)

    assert list(tmp_path.iterdir()) == [young]
