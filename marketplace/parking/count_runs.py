"""Count the runs of each message, in the database and before they begin.

The relay notes each message in the transaction that marks it as sent; those of the clock are not
noted. Then two statements a message, neither of which waits for the disk: a killed process cannot
undo them, and a count that is lost with the machine is only a run more.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import connection

from marketplace.parking.models import TaskRun

RUNS = 4  # of one message, until it is parked
DIED = "The process died while it was at this: killed, out of memory, or crashed."


@dataclass(frozen=True)
class Run:
    """One run of a message: its number, and whether the same work is parked already."""

    message: str
    task: str
    kwargs: dict[str, Any]
    attempts: int = RUNS
    is_parked: bool = False
    error_before: str = ""

    @property
    def runs(self) -> int:
        """How often it may run. What is parked is tried once by each new message for it."""
        return 1 if self.is_parked else RUNS

    @property
    def is_recurring(self) -> bool:
        """Whether the clock asks for this work again by itself."""
        return self.task in recurring()


def expect(message: str, task: str, kwargs: dict[str, Any]) -> None:
    """Note a message that is about to be sent: one that no worker ever begins was lost."""
    with connection.cursor() as cursor:
        cursor.execute(_EXPECT, [message, task, json.dumps(kwargs)])


def begin(message: str, task: str, kwargs: dict[str, Any]) -> Run:
    """Count a run that is about to begin."""
    with connection.cursor() as cursor:
        cursor.execute(_BEGIN, [message, task, json.dumps(kwargs), digest(task, kwargs)])
        attempts, error, is_parked = cursor.fetchone()
    return Run(message, task, kwargs, attempts, is_parked, error)


def ended(message: str) -> None:
    """Forget the runs of a message: it was done, or will come again in an order of its own."""
    with connection.cursor() as cursor:
        cursor.execute(_ENDED, [message])


def note(message: str, error: str) -> None:
    """Keep what is known of a run whose process could not say it."""
    TaskRun.objects.filter(pk=message).update(error=error)


def keep(request: Any, run: Run) -> None:
    """Let the task and its hooks know of the run: `request` is Celery's context of it."""
    request.run = run


def run_of(request: Any) -> Run | None:
    """Return the run that a task's request belongs to; None when it was called directly."""
    run: Run | None = getattr(request, "run", None)
    return run


def died_before(request: Any) -> bool:
    """Whether a former run of the message being worked on ended with its process."""
    run = run_of(request)
    return run is not None and run.attempts > 1


def digest(task: str, kwargs: dict[str, Any]) -> str:
    """Return what names the same work: SHA-256 of the task and its arguments."""
    named = json.dumps([task, kwargs], sort_keys=True)
    return hashlib.sha256(named.encode()).hexdigest()


def recurring() -> frozenset[str]:
    """Return the tasks that the clock asks for."""
    return frozenset(entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values())


_EXPECT = """
INSERT INTO parking_taskrun (message, task, kwargs, attempts) VALUES (%s, %s, %s::jsonb, 0)
ON CONFLICT (message) DO NOTHING
"""
_BEGIN = """
INSERT INTO parking_taskrun AS run (message, task, kwargs)
SELECT %s, %s, %s::jsonb FROM set_config('synchronous_commit', 'off', true)
ON CONFLICT (message) DO UPDATE SET attempts = run.attempts + 1, began_at = now()
RETURNING attempts, error,
    EXISTS (SELECT FROM parking_parkedtask WHERE digest = %s AND status = 'parked')
"""
_ENDED = """
DELETE FROM parking_taskrun USING set_config('synchronous_commit', 'off', true)
WHERE message = %s
"""
