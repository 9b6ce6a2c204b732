"""What becomes of a run that failed: it comes again a little later, or is parked.

Work of the clock is not tried again here, for its next period will: it is shown as failing from
its first failure on, and no longer once it succeeds. A process that died gets its message back
from the broker, so that a recurring task too may run RUNS times.
"""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import structlog
from django.db import connection, transaction
from django.db.models.functions import Now

from marketplace import outbox
from marketplace.models import OutboxMessage
from marketplace.parking.count_runs import DIED, Run, digest, ended
from marketplace.parking.models import ParkedTask, TaskRun
from marketplace.states import Transitions

log = structlog.get_logger(__name__)
Status = ParkedTask.Status
PARKED = Transitions(
    {Status.PARKED: frozenset({Status.RETRIED, Status.DISMISSED, Status.RECOVERED})}
)
LONGEST_ERROR = 20_000  # characters; the end of a traceback says most
PAUSE = timedelta(seconds=2)  # before the second run, and twice as long before each one more
# Longer than a run may take and than a broker keeps an unconfirmed message back.
LOST_AFTER = timedelta(minutes=30)


def failed(run: Run, error: str, *, for_good: bool = False) -> None:
    """Let a run that raised come again, or park it; `for_good`: it has had its tries."""
    if for_good or run.is_recurring or run.attempts >= run.runs:
        park(run, error)
    else:
        come_again(run, error)


def come_again(run: Run, error: str) -> None:
    """Send the message once more, later, under a name that its count is kept under."""
    with transaction.atomic():
        wait = PAUSE * 2**run.attempts / 2
        name = outbox.put_later(run.task, run.kwargs, wait)
        TaskRun.objects.filter(pk=run.message).update(
            message=name, error=error[-LONGEST_ERROR:], began_at=Now() + wait
        )


def park(run: Run, error: str = "") -> None:
    """Give the work up until a person decides; the same work is parked once."""
    runs = min(run.attempts, run.runs)  # the one too many was not begun
    put_in(run.task, run.kwargs, error or run.error_before or DIED, runs)
    ended(run.message)


def put_in(task: str, kwargs: dict[str, Any], error: str, attempts: int = 1) -> None:
    """Park work, or count once more that it failed."""
    row: list[str | int] = [
        task,
        json.dumps(kwargs),
        digest(task, kwargs),
        attempts,
        error[-LONGEST_ERROR:],
    ]
    with connection.cursor() as cursor:
        cursor.execute(_PARK, row)
    log.error("work was given up", task=task, kwargs=kwargs, attempts=attempts)


def recovered(task: str, kwargs: dict[str, Any]) -> None:
    """Take work off the list that has succeeded after all."""
    rows = ParkedTask.objects.filter(digest=digest(task, kwargs), status=Status.PARKED)
    rows.update(status=Status.RECOVERED, decided_at=Now())


def parked(task: str) -> list[dict[str, Any]]:
    """Return the arguments with which `task` is parked at present."""
    rows = ParkedTask.objects.filter(task=task, status=Status.PARKED)
    return list(rows.order_by().values_list("kwargs", flat=True))


def take_up_lost() -> int:
    """Take up what nobody would run any more; return how much it was.

    Messages that a broker took and no worker ever began (one that was emptied has forgotten them),
    runs whose process died and whose message never came back, and messages that no broker takes.
    """
    return _runs_lost() + _messages_refused()


def _runs_lost() -> int:
    rows = list(TaskRun.objects.filter(began_at__lt=Now() - LOST_AFTER))
    for row in rows:
        run = Run(row.message, row.task, row.kwargs, row.attempts)
        if run.is_recurring:
            ended(run.message)  # the clock has asked again since
        else:
            failed(run, row.error or (DIED if row.attempts else ""))
    return len(rows)


def _messages_refused() -> int:
    with transaction.atomic():
        refused = OutboxMessage.objects.select_for_update().exclude(parked_at=None)
        rows = list(refused)
        for row in rows:
            put_in(row.task, row.kwargs, row.last_error, row.attempts)
        OutboxMessage.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return len(rows)


_PARK = """
INSERT INTO parking_parkedtask AS parked (task, kwargs, digest, attempts, error)
VALUES (%s, %s::jsonb, %s, %s, %s)
ON CONFLICT (digest) WHERE status = 'parked' DO UPDATE
    SET times = parked.times + 1, last_at = now(), error = excluded.error,
        attempts = greatest(parked.attempts, excluded.attempts)
"""
