"""The processes that ship, judge and settle for the bench, as a worker's children do."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from time import sleep
from types import TracebackType
from typing import Any, Self

import django


class Crew:
    """Some processes with a connection each. Their environment is that of the caller."""

    def __init__(self, processes: int, spool: Path) -> None:
        self.processes, self.spool = processes, spool
        self.pids: list[int] = []
        self._pool = ProcessPoolExecutor(processes, get_context("spawn"), django.setup)

    def __enter__(self) -> Self:
        self.pids = self._all(_ready, [()] * self.processes)
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: object, _trace: TracebackType | None
    ) -> None:
        self._pool.shutdown()

    def ship(self) -> tuple[int, float]:
        """Ship the spool; return clicks, and the seconds that loading took if shared equally."""
        done = self._all(_ship, [(self.spool,)] * self.processes)
        return sum(n for n, _ in done), sum(seconds for _, seconds in done) / self.processes

    def judge(self) -> int:
        return sum(self._all(_judge, [()] * self.processes))

    def settle(self, campaigns: list[int]) -> int:
        return sum(self._all(_settle, [(campaign,) for campaign in campaigns]))

    def _all(self, act: Callable[..., Any], each: list[tuple[Any, ...]]) -> list[Any]:
        futures = [self._pool.submit(act, *arguments) for arguments in each]
        return [future.result() for future in futures]


def _ready() -> int:
    from django.db import connection

    connection.ensure_connection()
    sleep(0.5)  # so that each process gets one
    return os.getpid()


def _ship(spool: Path) -> tuple[int, float]:
    from campaigns.clicks.shipping import ship_segments

    shipped = ship_segments.ship_waiting(spool)
    return shipped.stored, shipped.loading_seconds


def _judge() -> int:
    """Until nothing waits: what one judge has locked, another may still leave."""
    from campaigns.clicks.judging import judge_clicks
    from campaigns.models import ClickToJudge

    judged = 0
    while True:
        found = judge_clicks.judge_batch()
        judged += found
        if not found and not ClickToJudge.objects.exists():
            return judged


def _settle(campaign: int) -> int:
    from payouts import earnings

    return sum(iter(lambda: earnings.settle_batch(campaign), 0))
