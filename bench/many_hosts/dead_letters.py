"""Whether RabbitMQ keeps what is delivered again and again and never done."""

from __future__ import annotations

import time
from typing import Any

from kombu import Connection, Queue

from marketplace import broker

TRIAL = "franc.trial"  # declared as the queue of tasks is, consumed by nobody
WITHIN = 10.0  # seconds


def give_back_for_ever(url: str) -> dict[str, int]:
    """Take a message and give it back until it does not come again; say how it ended."""
    with Connection(url) as connection, connection.channel() as channel:
        trial: Any = broker.queue(TRIAL)(channel)
        dead: Any = Queue(broker.DEAD, channel=channel)
        trial.declare()
        before = dead.queue_declare(passive=True).message_count
        connection.Producer(channel).publish({}, exchange=trial.exchange, routing_key=TRIAL)
        times, kept = 0, 0
        until = time.monotonic() + WITHIN
        while not kept and time.monotonic() < until:
            if message := trial.get(no_ack=False):
                message.reject(requeue=True)
                times += 1
            else:
                time.sleep(0.05)
                kept = dead.queue_declare(passive=True).message_count - before
        trial.delete()
        return {"delivered": times, "kept": kept}
