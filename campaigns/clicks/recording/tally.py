"""What a redirect process counted, and the incident when clicks could not be written down.

Each process keeps one small file in the spool. Its room on the disk is taken when the process
starts, so that it can be written while the disk is full: the incident must not be lost with the
clicks. The file stays when there was an incident, and says so to the site and to /metrics.
"""

from __future__ import annotations

import fcntl
import os
import socket
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from threading import Lock

import msgspec
import structlog

log = structlog.get_logger(__name__)

SUFFIX = ".tally"
ROOM = 4096  # bytes: one block
LONGEST_REASON = 200


class Incident(msgspec.Struct):
    """Clicks answered without being safely written down. Times are epoch seconds (UTC).

    `unrecorded` clicks are lost. `answered_early` were answered before they were on disk,
    because the disk took too long: lost only if the machine stopped before it went on.
    """

    began_at: float
    last_at: float
    reason: str
    unrecorded: int = 0
    answered_early: int = 0


class Counts(msgspec.Struct):
    """Since the start of the process; `flush_seconds` is the time spent waiting for the disk."""

    host: str
    pid: int
    recorded: int = 0
    unrecorded: int = 0
    answered_early: int = 0
    unknown_codes: int = 0
    groups: int = 0
    flush_seconds: float = 0.0
    incident: Incident | None = None


_decode = msgspec.json.Decoder(Counts).decode


class Tally:
    """The counts of this process and the file that keeps them."""

    def __init__(self, folder: Path) -> None:
        self.counts = Counts(host=socket.gethostname(), pid=os.getpid())
        self._path = folder / f"{time.time_ns() // 1_000_000:013d}-{os.getpid()}{SUFFIX}"
        self._file: int | None = None
        self._saved = b""
        self._lock = Lock()
        with suppress(OSError):  # a disk that is full already: the counts live in memory alone
            self._file = os.open(self._path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            os.pwrite(self._file, b" " * ROOM, 0)
            os.fsync(self._file)
            self.save()

    def trouble(self, reason: str, *, unrecorded: int = 0, answered_early: int = 0) -> None:
        """Count clicks that were answered without being on disk, and note since when and why."""
        with self._lock:
            counts, now = self.counts, time.time()
            if counts.incident is None:
                counts.incident = Incident(now, now, reason[:LONGEST_REASON])
                log.error("clicks are answered without being recorded", reason=reason)
            counts.incident.last_at = now
            counts.incident.unrecorded += unrecorded
            counts.incident.answered_early += answered_early
            counts.unrecorded += unrecorded
            counts.answered_early += answered_early

    def save(self) -> None:
        """Write the counts over the old ones; needs no new room on the disk."""
        text = msgspec.json.encode(self.counts)
        if self._file is not None and text != self._saved:
            with suppress(OSError):
                os.pwrite(self._file, text.ljust(ROOM), 0)
                self._saved = text

    def close(self) -> None:
        """Save, and leave the file behind only when it tells of an incident."""
        self.save()
        if self._file is not None:
            if self.counts.incident is None:
                self._path.unlink(missing_ok=True)
            os.close(self._file)
            self._file = None


def read_tally(folder: Path) -> Iterator[Counts]:
    """Yield what each redirect process of this host counted, dead ones with an incident too."""
    for path in sorted(folder.glob(f"*{SUFFIX}")):
        with suppress(OSError, msgspec.DecodeError):
            yield _decode(path.read_bytes())


def incidents(folder: Path) -> list[Incident]:
    """Return the incidents of this host's redirect, the oldest first."""
    return [counts.incident for counts in read_tally(folder) if counts.incident is not None]


def sweep(folder: Path) -> None:
    """Remove the files of processes that are gone and had no incident."""
    for path in folder.glob(f"*{SUFFIX}"):
        with suppress(OSError, msgspec.DecodeError), path.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if _decode(file.read()).incident is None:
                path.unlink()
