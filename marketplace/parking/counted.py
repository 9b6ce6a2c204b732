"""The base of every Celery task: its runs are counted, and poison is parked.

Celery calls the hooks below in the process that runs the task; `on_failure` also in the parent,
when the hard time limit has ended that process.
"""

from __future__ import annotations

from typing import Any

import structlog
from billiard.einfo import ExceptionInfo
from celery import Task
from celery.exceptions import Ignore, TimeLimitExceeded
from django.db import DatabaseError, InterfaceError, connection

from marketplace.parking import count_runs, park_work

log = structlog.get_logger(__name__)
DATABASE_AWAY = (DatabaseError, InterfaceError)
COME_BACK_AFTER = 5  # seconds, while the database is away


class CountedTask(Task):  # type: ignore[type-arg]
    """A task whose message may run RUNS times; see park_work.py for what becomes of it then."""

    abstract = True

    def before_start(self, task_id: str, args: Any, kwargs: dict[str, Any]) -> None:
        """Count the run; raises Ignore when the message has had its runs, which ends it."""
        try:
            run = count_runs.begin(task_id, self.name, kwargs)
        except DATABASE_AWAY as error:
            self._come_back(error)
            raise Ignore from error
        count_runs.keep(self.request, run)
        if run.attempts > run.runs:
            park_work.park(run)
            raise Ignore

    def on_success(self, retval: Any, task_id: str, args: Any, kwargs: dict[str, Any]) -> None:
        count_runs.ended(task_id)
        run = count_runs.run_of(self.request)
        if run is not None and run.is_parked:
            park_work.recovered(self.name, kwargs)

    def on_retry(
        self, exc: Exception, task_id: str, args: Any, kwargs: Any, einfo: ExceptionInfo
    ) -> None:
        """A task that asked to be tried again counts by itself how often."""
        count_runs.ended(task_id)

    def on_failure(
        self, exc: Exception, task_id: str, args: Any, kwargs: Any, einfo: ExceptionInfo
    ) -> None:
        try:
            connection.close_if_unusable_or_obsolete()
            run = count_runs.run_of(self.request)
            if isinstance(exc, TimeLimitExceeded):
                self._note_time_limit(exc, task_id)
            elif run is not None:
                park_work.failed(run, str(einfo.traceback), for_good=self.request.retries > 0)
        except DATABASE_AWAY as error:
            self._come_back(error)

    def _note_time_limit(self, exc: Exception, task_id: str) -> None:
        """In the parent: the broker is about to deliver the message once more."""
        count_runs.note(task_id, f"The time limit: {exc} and was ended in the middle.")
        connection.close()  # or the children that come would inherit it

    def _come_back(self, error: Exception) -> None:
        """Nothing can be counted, so let the broker keep the message; the clock's come anyway."""
        log.warning("a task waits for the database", task=self.name, reason=str(error).strip())
        if self.request.id and self.name not in count_runs.recurring():
            again = self.signature_from_request(
                self.request, countdown=COME_BACK_AFTER, retries=self.request.retries
            )
            again.apply_async()
