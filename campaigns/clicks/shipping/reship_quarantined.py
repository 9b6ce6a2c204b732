"""Ship again what was put aside, once its cause is mended.

A click that is stored by now changes nothing; one that is still refused stays aside with what the
database says of it now, and so does a line that could not be read.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from campaigns.clicks.shipping import quarantine, ship_segments
from campaigns.clicks.shipping.derive_click import KeptClick
from campaigns.clicks.shipping.quarantine import Refused
from campaigns.clicks.shipping.segment_batch import Batch, Shipped

_decode = msgspec.json.Decoder(dict[str, Any]).decode_lines


def ship_quarantined(spool: Path) -> Shipped:
    """Ship every file of `aside/`; raises django.db.Error when the database is away."""
    total = Shipped()
    for path in sorted((spool / quarantine.FOLDER).glob("*.ndjson")):
        total.add(_ship_again(spool, path))
    return total


def _ship_again(spool: Path, path: Path) -> Shipped:
    batch = Batch()
    for entry in _decode(path.read_bytes()):
        batch.shipped.read += 1
        if "click" in entry:
            _store_again(batch, path.stem, entry["click"])
        else:
            batch.refused.append(Refused(path.stem, entry["reason"], entry["line"]))
            batch.shipped.refused += 1
    if batch.refused:
        quarantine.put_aside(spool, batch.refused)
    else:
        quarantine.remove(path)
    return batch.shipped


def _store_again(batch: Batch, segment: str, click: dict[str, Any]) -> None:
    fields = [click[name] for name in KeptClick._fields]
    ship_segments.store(batch, [ship_segments.Click(segment, msgspec.convert(fields, KeptClick))])
