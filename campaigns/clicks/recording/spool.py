"""The spool: a folder of segments, each written by one process and read by one shipper.

    NAME.new    being made: nobody else looks at it
    NAME.open   written to by a process that holds its lock
    NAME.ready  complete
    aside/      records that could not be stored, each with its reason

A segment is locked (flock) by whoever works on it. The kernel lets go of the lock of a killed
process, and by that its segment can be told from one still being written.

A segment begins as zeros and is written over: making a change of a file durable without changing
its size needs no commit of the file system's journal, for which a database on the same disk would
be waiting as well. Whatever comes after the first zero byte was never acknowledged.
"""

from __future__ import annotations

import fcntl
import itertools
import os
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

NEW, OPEN, READY = ".new", ".open", ".ready"
ABANDONED_AFTER = 60.0  # seconds until a segment that never became .open is swept away

Sync = Callable[[int], None]
_numbers = itertools.count(1)


class SegmentWriter:
    """A segment that a process appends to. Every method may raise OSError.

    Args:
        room: bytes of zeros it begins with; it may grow beyond them.
        sync: makes what was written to a file durable.
    """

    def __init__(self, folder: Path, room: int = 0, sync: Sync = os.fdatasync) -> None:
        self.size = 0
        self.first_at: float | None = None  # time.monotonic() of the first record
        self._sync = sync
        name = f"{time.time_ns() // 1_000_000:013d}-{os.getpid()}-{next(_numbers)}"
        self.path = folder / f"{name}{OPEN}"
        making = folder / f"{name}{NEW}"
        self._file = os.open(making, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        try:
            self._make_room(room)
            # Locked before it can be seen: otherwise a shipper might adopt it in between.
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            making.rename(self.path)
            sync_folder(folder)
        except OSError:
            os.close(self._file)
            raise

    def _make_room(self, room: int) -> None:
        try:
            os.write(self._file, bytes(room))
            os.fsync(self._file)
        except OSError:  # a disk that is nearly full may still have room for some clicks
            os.ftruncate(self._file, 0)

    def append(self, lines: bytes) -> None:
        """Write whole lines and return when they are on disk.

        Raises OSError when they are not; what was written of them is cut off again, so that
        lines reported as lost are not found later. Do not append after that.
        """
        try:
            written = 0
            while written < len(lines):
                rest = lines[written:] if written else lines
                written += os.pwrite(self._file, rest, self.size + written)
            self._sync(self._file)
        except OSError:
            with suppress(OSError):
                os.ftruncate(self._file, self.size)
            raise
        self.size += len(lines)
        self.first_at = self.first_at or time.monotonic()

    def finish(self) -> None:
        """Hand the segment over to the shipper, or remove it when nothing is in it."""
        try:
            if self.size:
                os.ftruncate(self._file, self.size)
                # Not synced: after a crash it would be found as .open, and adopted.
                self.path.rename(self.path.with_suffix(READY))
            else:
                self.path.unlink()
        finally:
            os.close(self._file)


class TakenSegment:
    """A complete or orphaned segment, locked by us until `release` or `delete`."""

    def __init__(self, path: Path, file: int) -> None:
        self.path = path
        self._file: int | None = file

    def lines(self) -> tuple[list[bytes], bool]:
        """Return the whole lines, and whether a torn one was at the end.

        A torn line is the end of a group that never reached the disk: nobody was answered.
        """
        written, _, beyond = self.path.read_bytes().partition(b"\0")
        *whole, rest = written.split(b"\n")
        return whole, bool(rest or beyond.strip(b"\0"))

    def delete(self) -> None:
        """Remove the segment: what was in it is stored."""
        self.path.unlink(missing_ok=True)
        self.release()

    def release(self) -> None:
        """Let others work on it, if it is still there."""
        if self._file is not None:
            os.close(self._file)
            self._file = None


def take_segments(folder: Path) -> Iterator[TakenSegment]:
    """Lock and yield the segments that nobody works on, oldest first.

    Orphaned .open segments are among them: their writer was killed, and its lock with it.
    """
    for path in sorted(folder.glob(f"*{READY}")) + sorted(folder.glob(f"*{OPEN}")):
        file = _lock(path)
        if file is not None:
            yield TakenSegment(path, file)


def _lock(path: Path) -> int | None:
    """Return the locked file, or None when somebody else has it or had it."""
    try:
        file = os.open(path, os.O_RDONLY)
    except FileNotFoundError:
        return None
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        # Between listing and locking it may have been renamed by its writer (left for the next
        # look) or shipped and removed.
        if os.path.samestat(path.stat(), os.fstat(file)):
            return file
    except (BlockingIOError, FileNotFoundError):
        pass
    os.close(file)
    return None


def prepare(folder: Path) -> None:
    """Make the spool when it is missing; remove .new segments whose maker was killed: empty.

    A disk that refuses is left to those who write: visitors are answered without it.
    """
    with suppress(OSError):
        missing = [place for place in folder.parents if not place.exists()]
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for made in (folder, *missing):
            sync_folder(made.parent)  # a spool whose name is lost is lost with its clicks
    for path in folder.glob(f"*{NEW}"):
        with suppress(OSError):
            if time.time() - path.stat().st_mtime > ABANDONED_AFTER:
                path.unlink()


def sync_folder(folder: Path) -> None:
    """Make what happened to the names in a folder survive a power cut."""
    file = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(file)
    finally:
        os.close(file)
