"""Poison: each kind is parked after four runs at most, with its error; other work is done."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import transaction
from django.db.models.functions import Now

from marketplace import outbox
from marketplace.models import JobPeriod, OutboxMessage
from marketplace.parking import decide_parked
from marketplace.parking.models import ParkedTask, TaskRun
from marketplace.processes import programs
from tests import factories
from tests.faults import poison
from tests.faults.conftest import Trial
from tests.harness.cluster import Cluster, wait_for

WITHIN = 240  # seconds, on a busy machine: time limits, restarts of children, pauses
MOST_RUNS = 4


@pytest.fixture
def working(cluster: Cluster) -> Cluster:
    """A relay, and a worker that knows the poison."""
    quiet = ("--without-gossip", "--without-mingle", "--loglevel", "INFO")
    knows = ("--concurrency", "2", "--include", "tests.faults.poison")
    cluster.up(programs.relay(), programs.celery("worker", *knows, *quiet))
    return cluster


def put(task: str, **kwargs: int) -> None:
    with transaction.atomic():
        outbox.put(task, **kwargs)


def runs(task: str) -> int:
    return JobPeriod.objects.filter(job=task).count()


def parked(*tasks: str) -> Callable[[], bool]:
    """What to wait for: the pauses between runs are cut short meanwhile."""

    def look() -> bool:
        OutboxMessage.objects.filter(sent_at=None).update(due_at=Now())
        return ParkedTask.objects.filter(task__in=tasks, status="parked").count() == len(tasks)

    return look


# Each kind of poison: what it is asked with, and what its error says.
KINDS: dict[str, tuple[dict[str, int], str]] = {
    "poison.raises": ({"number": 7}, "ValueError: number 7 cannot be done"),
    "poison.kills": ({}, "The process died"),
    "poison.never_ends": ({}, "time limit"),
    "poison.unknown": ({"id": 1}, "No worker knows a task of the name poison.unknown"),
    "poison.healthy": ({"surplus": 1}, "unexpected keyword argument 'surplus'"),
}


@pytest.mark.fault(name="poison_message")
def test_each_kind_of_poison_is_parked_and_other_work_is_done(
    working: Cluster, fault: Trial
) -> None:
    for task, (kwargs, _said) in KINDS.items():
        put(task, **kwargs)
    put("poison.healthy")

    for _ in fault.each():  # once: what is parked stays so
        wait_for(parked(*KINDS), "everything to be parked", WITHIN)
    put("poison.healthy")
    wait_for(lambda: runs("healthy") == 2, "other work to be done", WITHIN)

    rows = {row.task: row for row in ParkedTask.objects.all()}
    assert {task: row.kwargs for task, row in rows.items()} == {
        task: kwargs for task, (kwargs, _said) in KINDS.items()
    }
    assert [task for task, (_, said) in KINDS.items() if said not in rows[task].error] == []
    assert {row.attempts for row in rows.values()} == {MOST_RUNS}
    assert {runs(name) for name in ("raises", "kills", "never_ends")} == {MOST_RUNS}
    wait_for(lambda: not TaskRun.objects.exists(), "the counts to be gone", WITHIN)
    fault.found(lost=0, twice=runs("healthy") - 2)


def test_parked_work_asked_for_again_runs_once_and_a_retry_does_it(working: Cluster) -> None:
    put("poison.raises", number=7)
    wait_for(parked("poison.raises"), "it to be parked", WITHIN)

    put("poison.raises", number=7)
    wait_for(lambda: ParkedTask.objects.get().times == 2, "it to be given up again", WITHIN)
    assert runs("raises") == MOST_RUNS + 1

    poison.mend()
    decide_parked.retry(ParkedTask.objects.get(), factories.reviewer())
    wait_for(lambda: runs("raises") == MOST_RUNS + 2, "it to be done", WITHIN)
    wait_for(lambda: not TaskRun.objects.exists(), "the counts to be gone", WITHIN)
    assert ParkedTask.objects.get().status == "retried"
