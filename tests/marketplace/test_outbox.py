"""What a relay does when the broker is away, and when it is not."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction

from marketplace import outbox
from marketplace.models import OutboxMessage

pytestmark = pytest.mark.django_db


def put(count: int) -> None:
    with transaction.atomic():
        for number in range(count):
            outbox.put("campaigns.rejudge_post", post_id=number)


class Broker:
    """Takes so many messages, then is away."""

    def __init__(self, takes: int = 1_000) -> None:
        self.takes = takes
        self.taken: list[Any] = []

    def send(self, task: str, kwargs: dict[str, Any]) -> None:
        if len(self.taken) == self.takes:
            raise outbox.BrokerAway("nobody answers")
        self.taken.append(kwargs["post_id"])


def test_no_message_is_blamed_for_a_broker_that_is_away() -> None:
    put(2)
    away = Broker(takes=0)

    for _ in range(outbox.PARK_AFTER + 1):
        with pytest.raises(outbox.BrokerAway):
            outbox.relay_batch(away.send)

    assert set(OutboxMessage.objects.values_list("attempts", "parked_at")) == {(0, None)}


def test_what_was_sent_before_the_broker_went_away_is_not_sent_again() -> None:
    put(3)
    broker = Broker(takes=2)

    first = outbox.relay_batch(broker.send)
    broker.takes = 1_000
    outbox.relay_batch(broker.send)

    assert first == 2
    assert sorted(broker.taken) == [0, 1, 2]
    assert not OutboxMessage.objects.filter(sent_at=None).exists()


def test_a_message_that_cannot_be_sent_is_parked_and_the_others_are_sent() -> None:
    put(2)
    worst = OutboxMessage.objects.order_by("id").last()
    assert worst is not None

    def send(task: str, kwargs: dict[str, Any]) -> None:
        if kwargs == worst.kwargs:
            raise ValueError("no such thing")

    for _ in range(outbox.PARK_AFTER):
        OutboxMessage.objects.update(due_at="2020-01-01T00:00:00Z")
        outbox.relay_batch(send)

    parked = OutboxMessage.objects.filter(parked_at__isnull=False)
    assert [message.pk for message in parked] == [worst.pk]
    assert OutboxMessage.objects.filter(sent_at__isnull=False).count() == 1
