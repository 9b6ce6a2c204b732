"""What waits in a host's spool to be shipped: how much, and since when."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from campaigns.clicks.recording.spool import OPEN, READY


class Backlog(NamedTuple):
    """Segments that hold clicks, their bytes on the disk, and the age of the oldest in seconds.

    The age is that of a segment's last write: its clicks are a second older at the most.
    """

    segments: int = 0
    size: int = 0
    oldest_seconds: float = 0.0


def backlog(folder: Path) -> Backlog:
    """Look at a spool; a folder that is not there holds nothing."""
    found = list(_holding(folder))
    if not found:
        return Backlog()
    oldest = min(stat.st_mtime for stat in found)
    size = sum(stat.st_size for stat in found)
    return Backlog(len(found), size, max(0.0, time.time() - oldest))


def _holding(folder: Path) -> Iterator[os.stat_result]:
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        try:
            if entry.name.endswith(READY) or (entry.name.endswith(OPEN) and _begun(entry.path)):
                yield entry.stat()
        except OSError:  # shipped meanwhile
            continue


def _begun(path: str) -> bool:
    """Whether anything is in a segment: one made ahead of need begins with zeros."""
    with open(path, "rb") as file:  # noqa: PTH123  a plain string from scandir
        return file.read(1) not in (b"", b"\0")
