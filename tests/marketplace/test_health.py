"""/healthz says the process lives; /readyz says whether work gets done, and what does not."""

from datetime import timedelta
from typing import Any

import pytest
from django.db.models.functions import Now
from django.test import Client

from marketplace.heartbeat import beat
from marketplace.models import Heartbeat, OutboxMessage

pytestmark = pytest.mark.django_db


@pytest.fixture
def beating() -> None:
    beat("campaigns.judge")


def readyz(client: Client) -> tuple[int, dict[str, Any]]:
    response = client.get("/readyz")
    return response.status_code, response.json()["checks"]


def test_the_process_answers(client: Client) -> None:
    assert client.get("/healthz").content == b"ok\n"


def test_everything_moves(client: Client, beating: None) -> None:
    status, checks = readyz(client)

    assert status == 200
    assert set(checks) == {"database", "migrations", "outbox", "judging", "beat", "settling"}


def test_a_beat_that_never_beat_is_not_ready(client: Client) -> None:
    status, checks = readyz(client)

    assert (status, checks["beat"]) == (503, {"ok": False, "figure": "never done"})


def test_a_beat_that_stopped_is_not_ready(client: Client, beating: None) -> None:
    Heartbeat.objects.update(at=Now() - timedelta(minutes=5))

    status, checks = readyz(client)

    assert (status, checks["beat"]["ok"]) == (503, False)


def test_a_message_that_waits_too_long_is_not_ready(client: Client, beating: None) -> None:
    OutboxMessage.objects.create(task="x", due_at=Now() - timedelta(minutes=5))

    status, checks = readyz(client)

    assert (status, checks["outbox"]["ok"]) == (503, False)
    assert checks["outbox"]["figure"].startswith("oldest 300.")


def test_a_parked_message_waits_for_a_person(client: Client, beating: None) -> None:
    OutboxMessage.objects.create(
        task="x", due_at=Now() - timedelta(minutes=5), parked_at=Now() - timedelta(minutes=1)
    )

    assert readyz(client)[0] == 200
