"""Replay a click log: read it, make its campaigns and links, judge it, write the verdicts."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from campaigns.clicks.origins import origin_lists
from campaigns.replay import intake, play_log, replay_promises, schema, write_answers
from campaigns.replay.read_log import Numbered, read_log
from campaigns.replay.write_answers import Verdicts

PEAK = re.compile(r"^VmHWM:\s+(\d+) kB", re.MULTILINE)


class Unusable(Exception):
    """The log holds no click, or cannot be read."""


class Progress(Protocol):
    """Shows a step: its name, how much there is to do, in what; gives what is told of progress."""

    def __call__(
        self, step: str, total: int, unit: str
    ) -> AbstractContextManager[Callable[[int], object]]: ...


@dataclass
class Account:
    """What became of a log. `seconds` of the whole, `megabytes` at most in this process."""

    clicks: int = 0
    bad: int = 0
    without_visitor: int = 0
    verdicts: Verdicts = field(default_factory=Verdicts)
    seconds: float = 0.0
    megabytes: float = 0.0


def replay(
    log: Path, out: Path, progress: Progress, complain: Callable[[int, str], None]
) -> Account:
    """Write the verdict of every click of `log` to `out`.

    Args:
        complain: told the number of each line that is no click, and why.

    Raises Unusable, SchemaLeaks, and OSError when `out` cannot be written.
    """
    began, account = time.monotonic(), Account()
    origins = origin_lists.current()  # those of the platform: the throwaway schema has none
    with schema.throwaway():
        with schema.may_write():
            _take_in(log, progress, complain, account)
            replay_promises.promise()
        schema.analyse()
        with progress("judging", account.clicks, "click") as judged:
            play_log.play(origins, judged)
        with progress("writing", account.clicks, "click") as written:
            account.verdicts = write_answers.write(out, written)
    account.seconds = time.monotonic() - began
    account.megabytes = peak_megabytes()
    return account


def peak_megabytes() -> float:
    """Return the most memory this process has held at once, in millions of bytes (Linux)."""
    found = PEAK.search(Path("/proc/self/status").read_text())
    return int(found[1]) * 1024 / 1e6 if found else 0.0


def _take_in(
    log: Path, progress: Progress, complain: Callable[[int, str], None], account: Account
) -> None:
    def bad(position: int, why: str) -> None:
        account.bad += 1
        complain(position, why)

    def counted(numbered: Numbered) -> Numbered:
        account.without_visitor += numbered.line.is_anybody
        return numbered

    try:
        with progress("reading", log.stat().st_size, "B") as moved:
            account.clicks = intake.bring_in(map(counted, read_log(log, bad, moved)), bad)
    except OSError as error:
        raise Unusable(str(error)) from error
    if not account.clicks:
        raise Unusable(f"{log} holds no click.")
