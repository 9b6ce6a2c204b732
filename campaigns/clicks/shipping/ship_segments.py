"""Step 3 of the way of a click: bring it from the spool to PostgreSQL.

Whole segments are taken under their lock, reduced to what may be kept, and stored in one
transaction with the judge's queue and the message that wakes the judge. A segment is deleted only
after the commit: a shipper killed at any moment leaves it to the next one, and what was stored
already is not stored again.
"""

from __future__ import annotations

import socket
import time
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from threading import Event
from typing import NamedTuple

import structlog
from django.db import DataError, Error, IntegrityError, connection, transaction

from campaigns.clicks.origins import origin_lists
from campaigns.clicks.recording import tally
from campaigns.clicks.recording.spool_backlog import backlog
from campaigns.clicks.shipping import copy_clicks, name_clicker
from campaigns.clicks.shipping.derive_click import KeptClick, day_of, derive_click
from campaigns.clicks.shipping.quarantine import put_aside
from campaigns.clicks.shipping.segment_batch import BATCH, Batch, Shipped, batches
from campaigns.clicks.visitors.visitor_keys import open_keyring
from marketplace import outbox
from marketplace.heartbeat import beat

log = structlog.get_logger(__name__)

JUDGE = "campaigns.judge"
LOOK_EVERY = 0.2  # seconds between two looks into an empty spool
LONGEST_PAUSE = 5.0  # seconds between attempts while the database is away
BEAT_EVERY = 5.0  # seconds
LONGEST_JOB = 100  # characters of a heartbeat's name


class Click(NamedTuple):
    """A click to store and the segment it came from."""

    segment: str
    kept: KeptClick


def ship_until(stopping: Event, folder: Path, *, allow_past: bool = False) -> Shipped:
    """Ship whatever comes, until `stopping` is set; the batch at hand is finished first."""
    total, pause, beat_at = Shipped(), LOOK_EVERY, 0.0
    while not stopping.is_set():
        try:
            total.add(ship_waiting(folder, allow_past=allow_past))
            if time.monotonic() >= beat_at:
                say_alive(folder, total)
                beat_at = time.monotonic() + BEAT_EVERY
            pause = LOOK_EVERY
        except (Error, OSError) as error:
            log.warning("shipping waits", reason=str(error).strip(), seconds=pause)
            connection.close()
            pause = min(pause * 2, LONGEST_PAUSE)
        stopping.wait(pause)
    return total


def ship_waiting(folder: Path, *, allow_past: bool = False) -> Shipped:
    """Ship every segment of the spool that nobody works on; return what became of it.

    Args:
        allow_past: give keys to clicks of any age (the demo's replay). Otherwise clicks of days
            that ended more than 48 hours ago get none, and are late.

    Raises django.db.Error when the database is away: the segments stay.
    """
    shipped = Shipped()
    for batch in batches(folder):
        with closing(batch):
            _ship(folder, batch, allow_past=allow_past)
        shipped.add(batch.shipped)
    return shipped


def say_alive(folder: Path, total: Shipped) -> None:
    """Say that this host's shipper works, and what its redirect could not write down."""
    incidents, waiting = tally.incidents(folder), backlog(folder)
    beat(
        f"ship {socket.gethostname()}"[:LONGEST_JOB],
        **asdict(total),
        unrecorded=sum(incident.unrecorded for incident in incidents),
        answered_early=sum(incident.answered_early for incident in incidents),
        spool_bytes=waiting.size,
        spool_oldest_seconds=round(waiting.oldest_seconds),
    )


def _ship(folder: Path, batch: Batch, *, allow_past: bool) -> None:
    store(batch, _derive(batch, allow_past=allow_past))
    put_aside(folder, batch.refused)
    for segment in batch.segments:
        segment.delete()
    if batch.refused or batch.shipped.torn:
        log.warning("not everything was shipped", **asdict(batch.shipped))


def _derive(batch: Batch, *, allow_past: bool) -> list[Click]:
    """Return what may be kept of the records, each click once."""
    with connection.cursor() as cursor:
        # Committed by itself: keys in use must not hang on the fate of this batch.
        days = {day_of(heard.at) for heard in batch.heard}
        keyring = open_keyring(cursor, days, allow_past=allow_past)
    origins = origin_lists.current()
    clicks: dict[bytes, Click] = {}
    for heard in batch.heard:
        try:
            kept = derive_click(heard.record, heard.at, keyring, origins)
        except ValueError as error:
            batch.refuse(heard.segment, error, heard.record.id)
        else:
            clicks[kept.id] = Click(heard.segment, kept)
    return _with_clickers(list(clicks.values()))


def _with_clickers(clicks: list[Click]) -> list[Click]:
    with connection.cursor() as cursor:
        named = name_clicker.name(cursor, [click.kept for click in clicks])
    return [Click(click.segment, kept) for click, kept in zip(clicks, named, strict=True)]


def store(batch: Batch, clicks: Sequence[Click]) -> None:
    """Store clicks of a batch; those that the database refuses are noted in it, not raised."""
    with connection.cursor() as cursor:
        agents = copy_clicks.user_agent_ids(cursor, {click.kept.user_agent for click in clicks})
    began = time.perf_counter()
    for start in range(0, len(clicks), BATCH):
        _store(batch, clicks[start : start + BATCH], agents)
    batch.shipped.loading_seconds += time.perf_counter() - began


def _store(batch: Batch, clicks: Sequence[Click], agents: Mapping[str, int]) -> None:
    """Store the clicks together; when the database refuses some, find them by halves."""
    try:
        batch.shipped.stored += _store_together([click.kept for click in clicks], agents)
    except (DataError, IntegrityError) as error:
        if len(clicks) == 1:
            batch.refuse(clicks[0].segment, error, clicks[0].kept)
            return
        middle = len(clicks) // 2
        _store(batch, clicks[:middle], agents)
        _store(batch, clicks[middle:], agents)


def _store_together(clicks: Sequence[KeptClick], agents: Mapping[str, int]) -> int:
    with (
        transaction.atomic(durable=True),
        connection.wrap_database_errors,
        connection.cursor() as cursor,
    ):
        cursor.execute(_DURABLY)  # for the segment is deleted next
        new = copy_clicks.store(cursor, clicks, agents)
        if new:
            outbox.put(JUDGE)
    return new


_DURABLY = """
SELECT set_config('synchronous_commit', 'on', true)
WHERE current_setting('synchronous_commit') = 'off'
"""
