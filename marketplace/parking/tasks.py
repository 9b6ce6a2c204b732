"""The Celery task that takes up lost work."""

from __future__ import annotations

from celery import shared_task

from marketplace.heartbeat import beat
from marketplace.parking import park_work


@shared_task(name="parking.take_up_lost")
def take_up_lost() -> None:
    beat("parking.take_up_lost", lost=park_work.take_up_lost())
