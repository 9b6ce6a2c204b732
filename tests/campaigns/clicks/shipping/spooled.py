"""Clicks as the redirect writes them, and a spool that holds them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from uuid_utils import uuid7

from campaigns.clicks.recording.record import Record, encode_lines
from tests.campaigns.clicks.visits import BROWSER
from tests.harness.cluster import Cluster

ADDRESS = "203.0.113.77"
PORT = 58613  # five digits: four stand in some random key by chance


def click(at: datetime | None = None, **fields: Any) -> Record:
    """A record as the redirect writes it."""
    at = at or datetime.now(UTC)
    values = {
        "id": str(uuid7(nanoseconds=round(at.timestamp() * 1000) * 1_000_000)),
        "link_id": 7,
        "claim_id": 3,
        "method": "GET",
        "purpose": "",
        "user_agent": BROWSER,
        "referrer": "https://m.facebook.com/groups/1",
        "languages": "fr,en;q=0.5",
        "address": f"{ADDRESS}:{PORT}",
    }
    return Record(**{**values, **fields})


def spool_of(cluster: Cluster, *records: Record, name: str = "1-1-1") -> Path:
    """The spool, with a segment of these records."""
    folder = cluster.folder.spool
    (folder / f"{name}.ready").write_bytes(encode_lines(records))
    return folder
