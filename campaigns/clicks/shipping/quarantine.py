"""Records that could not be stored, put aside with the reason: nothing is silently dropped.

Each segment of the spool that had any leaves aside/SEGMENT.ndjson: the derived click, or the
beginning of a line that could not be read. Neither holds an address.
"""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from campaigns.clicks.recording.spool import sync_folder
from campaigns.clicks.shipping.derive_click import KeptClick

FOLDER = "aside"
LONGEST_REASON = 500
# Characters shown of a line that cannot be read: the address comes last in it (record.py). A line
# that lost its beginning shows its end there, so what may be part of an address is blotted out.
LONGEST_LINE = 60
ADDRESS = re.compile(r"[0-9a-f]*[.:][0-9a-f.:]*", re.IGNORECASE)


class Refused(NamedTuple):
    """A click of a segment that was refused, or the beginning of its line."""

    segment: str
    reason: str
    what: KeptClick | str

    def as_line(self) -> dict[str, Any]:
        what = {"line": self.what} if isinstance(self.what, str) else {"click": self.what._asdict()}
        return {"reason": self.reason[:LONGEST_REASON], **what}


def beginning(line: bytes) -> str:
    """Return what may be shown of a line that could not be read."""
    return ADDRESS.sub("…", line[:LONGEST_LINE].decode(errors="replace"))


def put_aside(spool: Path, refused: Iterable[Refused]) -> None:
    """Write down what was refused, durably; doing it again changes nothing."""
    by_segment: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for one in refused:
        by_segment[one.segment].append(one.as_line())
    for segment, lines in by_segment.items():
        _write(spool / FOLDER, segment, msgspec.json.Encoder().encode_lines(lines))


def remove(path: Path) -> None:
    """Forget a file of which nothing is refused any more."""
    path.unlink()
    sync_folder(path.parent)


def _write(folder: Path, segment: str, text: bytes) -> None:
    folder.mkdir(mode=0o700, exist_ok=True)
    making = folder / f"{segment}.new"
    with making.open("wb") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    making.replace(folder / f"{segment}.ndjson")
    sync_folder(folder)
