"""With Valkey or Redis, a task whose confirmation failed keeps no place in its worker.

A worker asks for as many messages as it has places. kombu frees the place of a message when its
confirmation has reached the broker, and Celery only logs it when that fails: each failure cost a
place for good, and a worker without any was connected and consumed nothing, which nobody saw.
"""

from __future__ import annotations

from typing import Any

from kombu.transport import redis, virtual


class QoS(redis.QoS):
    """Frees the place first of all. The broker gives the task out again after its timeout."""

    def ack(self, delivery_tag: Any) -> None:
        try:
            super().ack(delivery_tag)
        except Exception:
            virtual.QoS.ack(self, delivery_tag)
            raise

    def reject(self, delivery_tag: Any, requeue: bool = False) -> None:
        try:
            super().reject(delivery_tag, requeue)
        except Exception:
            virtual.QoS.ack(self, delivery_tag)
            raise


def install() -> None:
    """Have every channel to Valkey or Redis count like that."""
    redis.Channel.QoS = QoS
