"""Some segments of the spool that are shipped together, and what became of them."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from campaigns.clicks.recording import record, spool
from campaigns.clicks.recording.record import Record
from campaigns.clicks.recording.spool import TakenSegment
from campaigns.clicks.shipping.derive_click import A_DAY, KeptClick, milliseconds
from campaigns.clicks.shipping.quarantine import Refused, beginning

BATCH = 10_000  # clicks, or a segment more


@dataclass
class Shipped:
    """What became of the lines read: `stored` now, `known` before, or `refused`.

    `torn` lines are not among `read`: nobody was answered. `loading_seconds` is the time spent in
    transactions that store clicks.
    """

    read: int = 0
    stored: int = 0
    refused: int = 0
    torn: int = 0
    loading_seconds: float = 0.0

    @property
    def known(self) -> int:
        return self.read - self.stored - self.refused

    def add(self, other: Shipped) -> None:
        self.read += other.read
        self.stored += other.stored
        self.refused += other.refused
        self.torn += other.torn
        self.loading_seconds += other.loading_seconds


class Heard(NamedTuple):
    """A record, the segment it came from and its time in milliseconds since the epoch."""

    segment: str
    record: Record
    at: int


@dataclass
class Batch:
    """Segments, locked by us until `close`, and what is in them."""

    segments: list[TakenSegment] = field(default_factory=list)
    heard: list[Heard] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    shipped: Shipped = field(default_factory=Shipped)

    def add(self, segment: TakenSegment) -> None:
        self.segments.append(segment)
        lines, torn = segment.lines()
        self.shipped.read += len(lines)
        self.shipped.torn += torn
        latest = time.time_ns() // 1_000_000 + A_DAY
        for line in lines:
            self._add_line(segment.path.stem, line, latest)

    def _add_line(self, segment: str, line: bytes, latest: int) -> None:
        try:
            heard = record.decode(line)
            self.heard.append(Heard(segment, heard, milliseconds(heard.id, latest)))
        except ValueError as error:  # msgspec's errors are such too
            self.refuse(segment, error, beginning(line))

    def refuse(self, segment: str, why: Exception, what: KeptClick | str) -> None:
        self.refused.append(Refused(segment, str(why), what))
        self.shipped.refused += 1

    def close(self) -> None:
        """Let others work on the segments that are still there."""
        for segment in self.segments:
            segment.release()


def batches(folder: Path) -> Iterator[Batch]:
    """Yield what waits in the spool, oldest first, in batches that the caller closes."""
    batch = Batch()
    try:
        for segment in spool.take_segments(folder):
            batch.add(segment)
            if len(batch.heard) >= BATCH:
                yield batch
                batch = Batch()
        if batch.segments:
            yield batch
    finally:
        batch.close()
