"""Runs are counted before they begin; what fails comes again a few times, then is parked once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.db.models.functions import Now

from marketplace import outbox
from marketplace.models import OutboxMessage
from marketplace.parking import count_runs, park_work
from marketplace.parking.models import ParkedTask, TaskRun
from tests import factories

pytestmark = pytest.mark.django_db
TASK, ASKED = "campaigns.rejudge_post", {"post_id": 5}


def fail(message: str = "m", task: str = TASK, error: str = "ValueError") -> str:
    """One run that raises; returns the name that its message has from then on."""
    park_work.failed(count_runs.begin(message, task, ASKED), error)
    return str(TaskRun.objects.values_list("pk", flat=True).first() or "")


def test_a_run_that_ends_leaves_nothing() -> None:
    count_runs.begin("m", TASK, ASKED)
    count_runs.ended("m")

    assert not TaskRun.objects.exists()


def test_what_fails_comes_again_later_each_time() -> None:
    name = fail()
    fail(name)

    first, second = OutboxMessage.objects.order_by("pk")
    assert (first.task, first.kwargs) == (TASK, ASKED)
    assert (first.due_at - first.created_at, second.due_at - second.created_at) == (
        park_work.PAUSE,
        park_work.PAUSE * 2,
    )
    assert TaskRun.objects.get().attempts == 2


def test_the_fourth_failure_parks_it_with_its_error() -> None:
    name = "m"
    for error in ("one", "two", "three", "four"):
        name = fail(name, error=error)

    parked = ParkedTask.objects.get()
    assert (parked.attempts, parked.error, parked.kwargs) == (4, "four", ASKED)
    assert (TaskRun.objects.count(), OutboxMessage.objects.count()) == (0, 3)


def test_the_same_work_is_parked_once_and_counted() -> None:
    park_work.put_in(TASK, ASKED, "before", attempts=4)

    fail(error="again")

    parked = ParkedTask.objects.get()
    assert (parked.times, parked.error, parked.attempts) == (2, "again", 4)


def test_work_of_the_clock_is_parked_at_once_and_taken_off_by_a_success() -> None:
    fail(task="payouts.release_holds")
    assert count_runs.begin("m2", "payouts.release_holds", ASKED).is_parked

    park_work.recovered("payouts.release_holds", ASKED)

    assert ParkedTask.objects.get().status == "recovered"
    assert not OutboxMessage.objects.exists()


def test_a_run_whose_message_never_came_back_is_taken_up() -> None:
    count_runs.begin("m", TASK, ASKED)
    TaskRun.objects.update(began_at=Now() - park_work.LOST_AFTER - timedelta(seconds=1))

    assert park_work.take_up_lost() == 1

    assert OutboxMessage.objects.get().kwargs == ASKED


def test_a_message_that_the_broker_forgot_is_sent_again() -> None:
    count_runs.expect("m", TASK, ASKED)
    TaskRun.objects.update(began_at=Now() - park_work.LOST_AFTER - timedelta(seconds=1))

    assert park_work.take_up_lost() == 1

    again = OutboxMessage.objects.get()
    assert again.kwargs == ASKED
    run = count_runs.begin(outbox.name_of(again), TASK, ASKED)
    assert (run.attempts, run.error_before) == (1, "")


def test_a_run_that_may_still_be_going_on_is_left_alone() -> None:
    count_runs.begin("m", TASK, ASKED)

    assert park_work.take_up_lost() == 0


def test_a_message_that_no_broker_takes_is_shown_with_the_rest() -> None:
    OutboxMessage.objects.create(
        task=TASK, kwargs=ASKED, attempts=8, last_error="EncodeError", parked_at=Now()
    )

    assert park_work.take_up_lost() == 1

    assert ParkedTask.objects.get().error == "EncodeError"
    assert not OutboxMessage.objects.exists()


def test_what_failed_cannot_be_deleted_or_rewritten() -> None:
    parked = factories.parked_task()

    for statement in (
        "DELETE FROM parking_parkedtask WHERE id = %s",
        "UPDATE parking_parkedtask SET kwargs = '{}' WHERE id = %s",
    ):
        with pytest.raises(ProgrammingError), transaction.atomic():
            connection.cursor().execute(statement, [parked.pk])


def test_nothing_is_dismissed_without_a_reason() -> None:
    parked = factories.parked_task()

    with pytest.raises(IntegrityError), transaction.atomic():
        ParkedTask.objects.filter(pk=parked.pk).update(status="dismissed", decided_at=Now())
