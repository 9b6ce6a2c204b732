"""The map of links on disk, so that the redirect starts while the database is down.

One JSON array a line: code, link, claim, destination; the last line counts the others.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from itertools import islice
from pathlib import Path

import msgspec
import structlog

from campaigns.clicks.redirect.link_map import Destination

log = structlog.get_logger(__name__)

NAME = "links.snapshot"
CHUNK = 5_000  # links encoded at a time: the event loop gets its turn in between

Line = tuple[str, int, int, str]
_encode_lines = msgspec.json.Encoder().encode_lines
_decode_lines = msgspec.json.Decoder(Line).decode_lines


def save(folder: Path, links: Mapping[str, Destination]) -> None:
    """Replace the snapshot at once: a reader finds the old one or the new one, whole."""
    file, name = tempfile.mkstemp(dir=folder, prefix=NAME)
    try:
        with os.fdopen(file, "wb") as out:
            rest = iter(links.items())
            while chunk := [(code, *link) for code, link in islice(rest, CHUNK)]:
                out.write(_encode_lines(chunk))
            out.write(b"%d\n" % len(links))
            out.flush()
            os.fsync(out.fileno())
        Path(name).replace(folder / NAME)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def load_snapshot(folder: Path) -> dict[str, Destination] | None:
    """Return the saved map; None when there is none or it cannot be read."""
    try:
        text = (folder / NAME).read_bytes()
    except OSError:
        return None
    body, _, count = text.rstrip(b"\n").rpartition(b"\n")
    try:
        links = {code: Destination(*link) for code, *link in _decode_lines(body)}
        whole = len(links) == int(count)
    except ValueError:  # msgspec's errors are such too
        whole = False
    if not whole:
        log.warning("the snapshot of the links is damaged", folder=str(folder))
        return None
    return links
