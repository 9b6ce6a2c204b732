"""Play the lines in order of time: keep, store and judge each as the live path does."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple, cast
from uuid import UUID

import msgspec
from django.db import connection, transaction

from campaigns.clicks import dwell
from campaigns.clicks.judging import judge_clicks
from campaigns.clicks.origins.click_origins import Origins
from campaigns.clicks.recording.record import Record
from campaigns.clicks.shipping import copy_clicks
from campaigns.clicks.shipping.derive_click import KeptClick, day_of, derive_click
from campaigns.clicks.visitors.visitor_keys import Keyring, open_keyring
from campaigns.patterns import look_for_patterns
from campaigns.replay import schema
from campaigns.replay.log_line import Heard

BATCH = 10_000
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
QUEUE = "campaigns_clicktojudge"
ANALYSE_EVERY = 10  # batches
_heard = msgspec.json.Decoder(Heard).decode


class Turn(NamedTuple):
    """A click whose turn it is; `at` in milliseconds since the epoch."""

    at: int
    position: int
    heard: Heard
    link_id: int
    claim_id: int
    clicker_id: int | None

    @property
    def click_id(self) -> UUID:
        return UUID(int=click_number(self.at, self.position))


def play(origins: Origins, judged: Callable[[int], object]) -> None:
    """Judge every line by both passes; `judged` is told how many clicks pass A has judged."""
    at = 0
    for number, batch in enumerate(_batches()):
        _store(batch, origins)
        while count := judge_clicks.judge_batch(BATCH):
            judged(count)
        schema.tidy(QUEUE)
        if number % ANALYSE_EVERY == 0:
            schema.analyse()
        at = batch[-1].at
    schema.analyse()
    look_for_patterns.look_for_patterns(moment(at), patience=timedelta(0))


def click_number(at: int, position: int) -> int:
    """Return the UUIDv7 (RFC 9562, section 5.7) of the click of that line, as a number."""
    return at << 80 | 0x7 << 76 | 0b10 << 62 | position


def moment(milliseconds: int) -> datetime:
    return EPOCH + timedelta(milliseconds=milliseconds)


def _batches() -> Iterator[list[Turn]]:
    last = {"at": -1, "position": -1, "limit": BATCH}
    while True:
        with connection.cursor() as cursor:
            cursor.execute(_TURNS, last)
            rows = cursor.fetchall()
        if not rows:
            return
        yield [Turn(row[0], row[1], _heard(row[2]), *row[3:]) for row in rows]
        last |= {"at": rows[-1][0], "position": rows[-1][1]}


def _store(batch: Sequence[Turn], origins: Origins) -> None:
    with schema.may_write(), transaction.atomic(), connection.cursor() as cursor:
        keyring = open_keyring(cursor, {day_of(turn.at) for turn in batch}, allow_past=True)
        clicks = [_kept(turn, keyring, origins) for turn in batch]
        agents = copy_clicks.user_agent_ids(cursor, {click.user_agent for click in clicks})
        copy_clicks.store(cast(copy_clicks.CopyCursor, cursor), clicks, agents)
        cursor.execute(_DWELL, _columns([turn for turn in batch if turn.heard.dwell is not None]))


def _kept(turn: Turn, keyring: Keyring, origins: Origins) -> KeptClick:
    """Return what may be kept, and what only a log can state.

    The user agent must not tell apart who the log says is one visitor: it joins the key of an
    address alone.
    """
    heard = turn.heard
    agent = "" if heard.is_opaque else heard.user_agent
    kept = derive_click(
        Record(
            turn.click_id.hex, turn.link_id, turn.claim_id, heard.method, heard.purpose, agent,
            heard.referrer, heard.languages, _where(turn),
        ),
        turn.at,
        keyring,
        origins,
    )  # fmt: skip
    return kept._replace(
        user_agent=heard.user_agent,
        country=heard.country or kept.country,
        clicker_id=turn.clicker_id,
        clicker_stated=turn.clicker_id is not None,
    )


def _where(turn: Turn) -> str:
    """Return the address, or what is none: the log's visitor, or one that nobody else is."""
    if not turn.heard.is_opaque:
        return turn.heard.visitor
    if turn.heard.visitor:
        return f"visitor {turn.heard.visitor}"
    return f"line {turn.position}"


def _columns(turns: Sequence[Turn]) -> list[list[object]]:
    seconds = [turn.heard.dwell or 0.0 for turn in turns]
    return [
        [str(turn.click_id) for turn in turns],
        [moment(turn.at) for turn in turns],
        [dwell.bucket(one) for one in seconds],
    ]


_TURNS = """
SELECT line.at, line.position, line.heard, link.link_id, link.claim_id, clicker.influencer_id
FROM (
    SELECT * FROM replay_line WHERE (at, position) > (%(at)s, %(position)s)
    ORDER BY at, position LIMIT %(limit)s
) AS line
JOIN replay_link link USING (link, owner, campaign)
LEFT JOIN replay_owner clicker ON clicker.name = line.clicker
ORDER BY line.at, line.position
"""
_DWELL = """
INSERT INTO campaigns_dwell (click_id, click_at, bucket, reported_at)
SELECT click_id, click_at, bucket, click_at
FROM unnest(%s::uuid[], %s::timestamptz[], %s::smallint[]) AS seen (click_id, click_at, bucket)
"""
