"""Whether the site lives (/healthz) and whether work gets done (/readyz).

A process that exists may have stopped consuming: each check here measures progress instead.
Apps register theirs from AppConfig.ready(), so that the ground knows nothing of the floors above.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import structlog
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Min, QuerySet
from django.db.models.functions import Now
from django.http import HttpRequest, HttpResponse, JsonResponse

from marketplace import heartbeat

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Progress:
    """What a check found: fine or not, and the figure that says so."""

    ok: bool
    figure: str = ""


Check = Callable[[], Progress]
_checks: dict[str, Check] = {}
LONGEST_WAIT = timedelta(minutes=2)  # of anything that works normally; sweepers come every 10 s


def register(name: str, check: Check) -> None:
    """Add a check to /readyz under a name of its own; a second one of that name replaces it."""
    _checks[name] = check


def no_older_than(age: timedelta | None, limit: timedelta) -> Progress:
    """Progress by the age of the oldest thing waiting; None when nothing waits."""
    if age is None:
        return Progress(ok=True, figure="nothing waits")
    return Progress(ok=age <= limit, figure=f"oldest {age.total_seconds():.1f} s")


def oldest(waiting: QuerySet[Any], field: str) -> timedelta | None:
    """Age of the oldest row by a time column, by the database's clock; None without rows."""
    age: timedelta | None = waiting.aggregate(age=Now() - Min(field))["age"]
    return age


def done_lately(job: str, limit: timedelta) -> Progress:
    """Progress by the last time a recurring job did its work."""
    age = heartbeat.age(job)
    if age is None:
        return Progress(ok=False, figure="never done")
    return Progress(ok=age <= limit, figure=f"{age.total_seconds():.1f} s ago")


def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers. Nothing else is asked: a restart would mend nothing else."""
    return HttpResponse("ok\n", content_type="text/plain")


def readyz(request: HttpRequest) -> JsonResponse:
    """Every check with its figure; 503 when one fails."""
    found = {name: attempt(name, check) for name, check in _checks.items()}
    ready = all(progress.ok for progress in found.values())
    body = {
        "ready": ready,
        "checks": {name: {"ok": p.ok, "figure": p.figure} for name, p in found.items()},
    }
    return JsonResponse(body, status=200 if ready else 503)


def attempt(name: str, check: Check) -> Progress:
    try:
        return check()
    except DatabaseError:
        log.exception("readiness check failed", check=name)
        return Progress(ok=False, figure="the database refused")


def database_answers() -> Progress:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return Progress(ok=True)


def migrations_applied() -> Progress:
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return Progress(ok=not missing, figure=f"{len(missing)} missing")
