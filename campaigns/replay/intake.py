"""Bring the good lines of a log into the throwaway schema, and find ids that come twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import islice
from typing import cast

import msgspec
from django.db import connection, transaction

from campaigns.clicks.shipping.copy_clicks import CopyCursor
from campaigns.replay.read_log import Numbered, Report

BATCH = 10_000
NULL = r"\N"
_ESCAPES = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})
_encode = msgspec.json.Encoder().encode


def bring_in(lines: Iterable[Numbered], bad: Report) -> int:
    """Store the lines; return how many. Of two with one id the second is told to `bad`."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_TABLE)
        stored = sum(_copy(cast(CopyCursor, cursor), batch) for batch in _batches(lines))
        cursor.execute(_INDEX)
        cursor.execute(_DROP_TWICE)
        twice = cursor.fetchall()
    for position, first in sorted(twice):
        bad(position, f"its id is that of line {first}")
    return stored - len(twice)


def _batches(lines: Iterable[Numbered]) -> Iterator[list[Numbered]]:
    source = iter(lines)
    while batch := list(islice(source, BATCH)):
        yield batch


def _copy(cursor: CopyCursor, batch: list[Numbered]) -> int:
    rows = "".join(map(_row, batch)).encode()
    cursor.copy_expert("COPY replay_line FROM STDIN", BytesIO(rows))
    return len(batch)


def _row(numbered: Numbered) -> str:
    """Return a row of COPY's text format."""
    position, line = numbered
    texts = (line.id, line.campaign, line.owner, line.link, _encode(line.heard).decode())
    clicker = NULL if line.clicker is None else line.clicker.translate(_ESCAPES)
    numbers = (NULL if n is None else str(n) for n in (line.posted, line.followers))
    escaped = (text.translate(_ESCAPES) for text in texts)
    return "\t".join((str(position), str(line.at), *escaped, clicker, *numbers)) + "\n"


_TABLE = """
CREATE TEMPORARY TABLE replay_line (
    position bigint, at bigint, id text COLLATE "C", campaign text COLLATE "C",
    owner text COLLATE "C", link text COLLATE "C", heard text, clicker text COLLATE "C",
    posted bigint, followers bigint
)
"""
_INDEX = """
CREATE UNIQUE INDEX replay_line_in_file ON replay_line (position);
CREATE UNIQUE INDEX replay_line_in_time ON replay_line (at, position);
ANALYZE replay_line;
"""
_DROP_TWICE = """
DELETE FROM replay_line USING (
    SELECT position AS again, min(position) OVER (PARTITION BY id) AS first FROM replay_line
) AS same
WHERE position = again AND position <> first
RETURNING position, first
"""
