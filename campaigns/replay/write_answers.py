"""Write the verdicts: one line for each good line, in the order of the log."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import msgspec
from django.db import connection

BATCH = 10_000
_encode = msgspec.json.Encoder().encode


@dataclass
class Verdicts:
    """How many clicks have each verdict, and how many are rejected or held for each reason."""

    outcomes: Counter[str] = field(default_factory=Counter)
    reasons: Counter[tuple[str, str]] = field(default_factory=Counter)
    rulesets: Counter[str] = field(default_factory=Counter)


def write(out: Path, written: Callable[[int], object]) -> Verdicts:
    """Write the latest verdict of each line to `out`, which appears when it is complete.

    Raises OSError.
    """
    found = Verdicts()
    beginning = out.with_name(f".{out.name}.{os.getpid()}")
    try:
        with beginning.open("wb") as file:
            for rows in _batches():
                _write_rows(file, rows, found)
                written(len(rows))
        beginning.replace(out)
    finally:
        beginning.unlink(missing_ok=True)
    return found


def _write_rows(file: IO[bytes], rows: list[Any], found: Verdicts) -> None:
    for _position, number, outcome, reasons, ruleset in rows:
        found.outcomes[outcome] += 1
        found.rulesets[ruleset] += 1
        found.reasons.update((outcome, reason) for reason in reasons)
        line = {
            "id": msgspec.Raw(number.encode()), "verdict": outcome, "reasons": reasons,
            "ruleset": ruleset,
        }  # fmt: skip
        file.write(_encode(line) + b"\n")


def _batches() -> Iterator[list[Any]]:
    last = 0
    while True:
        with connection.cursor() as cursor:
            cursor.execute(_LATEST, {"last": last, "limit": BATCH})
            rows = cursor.fetchall()
        if not rows:
            return
        yield rows
        last = rows[-1][0]


# The id of the click as in playing.click_number: its time, then its line. A line without a
# verdict would break the encoding above, and must: nothing is dropped in silence.
_LATEST = """
SELECT line.position, line.id, verdict.outcome, verdict.reasons, verdict.ruleset
FROM (
    SELECT position, id, to_timestamp(at / 1000.0) AS at,
        (lpad(to_hex(at), 12, '0') || '7000' || lpad(to_hex(position | (2::bigint << 62)), 16, '0')
        )::uuid AS click_id
    FROM replay_line WHERE position > %(last)s ORDER BY position LIMIT %(limit)s
) AS line
LEFT JOIN LATERAL (
    SELECT outcome, reasons, ruleset FROM campaigns_verdict
    WHERE click_at = line.at AND click_id = line.click_id ORDER BY seq DESC LIMIT 1
) AS verdict ON true
ORDER BY line.position
"""
