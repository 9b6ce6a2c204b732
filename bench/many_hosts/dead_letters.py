"""Whether RabbitMQ keeps what is delivered again and again and never done."""

from __future__ import annotations

import time
from typing import Any

from kombu import Connection, Queue

from marketplace import broker

TRIAL = "franc.trial"  # declared as the queue of tasks is, consumed by nobody
WITHIN = 5.0  # seconds


def give_back_for_ever(url: str) -> dict[str, int]:
    """Take a message and give it back until it does not come again, and let another expire.

    Returns how often the first was delivered, and how many of the two were kept: one.
    """
    with Connection(url) as connection, connection.channel() as channel:
        trial: Any = broker.queue(TRIAL)(channel)
        dead: Any = Queue(broker.DEAD, channel=channel)
        trial.declare()
        before = dead.queue_declare(passive=True).message_count
        producer = connection.Producer(channel, exchange=trial.exchange, routing_key=TRIAL)
        producer.publish({}, expiration=0.05)
        time.sleep(1.0)
        producer.publish({})
        times = _give_back(trial)
        time.sleep(1.0)
        kept = dead.queue_declare(passive=True).message_count - before
        trial.delete()
        return {"delivered": times, "kept": kept}


def _give_back(queue: Any) -> int:
    """Return how often a message came, when none has come for WITHIN seconds."""
    times, came_at = 0, time.monotonic()
    while time.monotonic() - came_at < WITHIN:
        if message := queue.get(no_ack=False):
            message.reject(requeue=True)
            times, came_at = times + 1, time.monotonic()
        else:
            time.sleep(0.05)
    return times
