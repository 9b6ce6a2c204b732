"""A broker that is away is no fault of the messages; one that refuses a message is."""

from typing import Any

import pytest
from django.db.models.functions import Now

from marketplace import outbox
from marketplace.models import OutboxMessage

pytestmark = pytest.mark.django_db


def away(task: str, kwargs: dict[str, Any]) -> None:
    raise outbox.Unreachable("connection refused")


def refuse(task: str, kwargs: dict[str, Any]) -> None:
    raise ValueError(task)


def test_an_outage_of_any_length_parks_nothing() -> None:
    outbox.put("campaigns.judge")

    for _ in range(2 * outbox.PARK_AFTER):
        assert outbox.relay_batch(away) == 0

    message = OutboxMessage.objects.get()
    assert (message.attempts, message.parked_at, message.sent_at) == (0, None, None)


def test_what_was_sent_before_the_broker_went_is_not_sent_again() -> None:
    for number in range(3):
        outbox.put("campaigns.rejudge_post", post_id=number)
    sent: list[int] = []

    def once(task: str, kwargs: dict[str, Any]) -> None:
        if sent:
            raise outbox.Unreachable("connection refused")
        sent.append(kwargs["post_id"])

    assert outbox.relay_batch(once) == 1
    assert outbox.relay_batch(lambda _task, kwargs: sent.append(kwargs["post_id"])) == 2
    assert sent == [0, 1, 2]


def test_a_message_that_the_broker_refuses_is_parked() -> None:
    outbox.put("campaigns.judge")

    for _ in range(outbox.PARK_AFTER):
        OutboxMessage.objects.update(due_at=Now())
        outbox.relay_batch(refuse)

    assert OutboxMessage.objects.exclude(parked_at=None).count() == 1
