"""The settings of each broker, as a process of a production reads them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

READ = """
import json
from marketplace.celery import app
conf = app.conf
queue = app.amqp.queues[conf.task_default_queue]
print(json.dumps({
    "queue": queue.name, "exchange": queue.exchange.type,
    "arguments": queue.queue_arguments, "options": conf.broker_transport_options,
    "heartbeat": conf.broker_heartbeat, "retries": conf.broker_connection_max_retries,
    "task": conf.task_time_limit}))
"""


def read(broker: str) -> dict[str, Any]:
    names = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", "CELERY_BROKER_URL": broker}
    said = subprocess.run(
        [sys.executable, "-c", READ], env=names, capture_output=True, text=True, check=True
    )
    found: dict[str, Any] = json.loads(said.stdout)
    return found


def test_rabbitmq_keeps_the_queue_on_disk_and_what_is_never_done_beside_it() -> None:
    found = read("amqp://franc:secret@broker.example//")

    assert found["arguments"]["x-queue-type"] == "quorum"
    assert found["arguments"]["x-delivery-limit"] > 4
    assert found["arguments"]["x-dead-letter-exchange"] == "franc.dead"
    assert found["options"]["confirm_publish"]
    assert found["exchange"] == "topic"


def test_neither_broker_is_believed_when_it_is_silent() -> None:
    rabbitmq = read("amqp://franc:secret@broker.example//")
    valkey = read("redis://:secret@broker.example/0")

    assert rabbitmq["heartbeat"] <= 15
    assert valkey["options"]["socket_timeout"] <= 15
    assert valkey["options"]["health_check_interval"] <= 15
    assert valkey["options"]["socket_keepalive"]
    assert rabbitmq["retries"] is valkey["retries"] is None


def test_a_slow_task_ends_before_valkey_gives_it_to_another() -> None:
    found = read("redis://:secret@broker.example/0")

    assert found["task"] < found["options"]["visibility_timeout"]
