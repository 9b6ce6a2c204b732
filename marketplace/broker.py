"""How we speak with the broker: RabbitMQ or Valkey (Redis), either of which may fall silent.

What was measured with each is in docs/decisions/0017-two-brokers.md. The settings are made here
for `marketplace.settings.queue`; nothing else imports this.
"""

from __future__ import annotations

from typing import Any

from kombu import Exchange, Queue

from marketplace import tcp_keepalive

VISIBILITY_TIMEOUT = 900  # seconds until Valkey or Redis gives an unconfirmed task to another
HEARTBEAT = 10  # seconds; RabbitMQ and we hang up after two that did not come
ANSWERS_WITHIN = 10  # seconds for Valkey to answer a command
LOOK_EVERY = 10  # seconds between looks whether Valkey still answers and what was left unconfirmed

QUEUE = "franc"
DEAD = "franc.dead"
# Above what a task may fail: hosts that are cut off give tasks back, too.
DELIVERIES = 20

VALKEY: dict[str, Any] = {
    "visibility_timeout": VISIBILITY_TIMEOUT,
    # By default the sweep for unconfirmed tasks comes every 100 s or so, whatever the timeout says.
    "unacked_restore_interval": LOOK_EVERY,
    "unacked_restore_throttle": 1,
    # Without these a publisher waits for ever for a broker that is cut off, and so does a worker.
    "socket_timeout": ANSWERS_WITHIN,
    "socket_connect_timeout": tcp_keepalive.CONNECT_WITHIN,
    "socket_keepalive": True,
    "socket_keepalive_options": tcp_keepalive.SOCKET,
    "health_check_interval": LOOK_EVERY,
}
RABBITMQ: dict[str, Any] = {"confirm_publish": True, "socket_settings": tcp_keepalive.SOCKET}


class KeptQueue(Queue):
    """The queue on RabbitMQ, declared with the one where what cannot be delivered is kept."""

    def declare(self, *arguments: Any, **options: Any) -> Any:
        channel = options.get("channel") or (arguments[1] if len(arguments) > 1 else self.channel)
        dead_letters().declare(channel=channel)
        return super().declare(*arguments, **options)


def dead_letters() -> Queue:
    """The queue of what was delivered DELIVERIES times and never done. Nobody consumes it.

    What has merely expired, because the clock has asked again since, is not kept: a dead letter
    says why it died, and only this reason has a way into the queue.
    """
    return Queue(
        DEAD,
        exchange=Exchange(DEAD, type="headers"),
        queue_arguments={"x-queue-type": "quorum"},
        binding_arguments={"x-match": "all-with-x", "x-first-death-reason": "delivery_limit"},
    )


def queue(name: str = QUEUE) -> Queue:
    """The one queue of tasks.

    A quorum queue: kept by a majority of the nodes, on disk. The exchange is of type topic, so that
    what is due later waits with the broker and not in a worker (Celery: native delayed delivery).
    """
    return KeptQueue(
        name,
        exchange=Exchange(name, type="topic"),
        routing_key=name,
        queue_arguments={
            "x-queue-type": "quorum",
            "x-delivery-limit": DELIVERIES,
            "x-dead-letter-exchange": DEAD,
        },
    )
