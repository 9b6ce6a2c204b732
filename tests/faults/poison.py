"""Tasks that harm their worker, and one that does not; a worker loads them by `--include`."""

from __future__ import annotations

import os
import signal
import time
from contextlib import suppress

from celery import shared_task
from django.db import connection

from marketplace.heartbeat import beat

MENDED = "poison.mended"  # a heartbeat of this name makes the raising task succeed


@shared_task(name="poison.raises")
def raises(number: int) -> None:
    ran("raises")
    if not is_mended():
        raise ValueError(f"number {number} cannot be done")


@shared_task(name="poison.kills")
def kills() -> None:
    ran("kills")
    os.kill(os.getpid(), signal.SIGKILL)


@shared_task(name="poison.never_ends", soft_time_limit=1, time_limit=2)
def never_ends() -> None:
    ran("never_ends")
    while True:
        with suppress(Exception):  # the soft time limit is an exception like any other
            time.sleep(1)


@shared_task(name="poison.healthy")
def healthy() -> None:
    ran("healthy")


def ran(task: str) -> None:
    """Note a run where no rollback and no kill undoes it."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO marketplace_jobperiod (job, period) VALUES (%s, %s)",
                       [task, str(time.time_ns())])  # fmt: skip


def is_mended() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM marketplace_heartbeat WHERE job = %s", [MENDED])
        return bool(cursor.fetchone()[0])


def mend() -> None:
    beat(MENDED)
