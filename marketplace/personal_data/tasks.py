"""Celery's doors into personal data."""

from __future__ import annotations

from celery import shared_task

from marketplace.heartbeat import beat
from marketplace.personal_data import exporting


@shared_task(name="personal_data.export")
def export(export_id: int) -> None:
    exporting.make(export_id)


@shared_task(name="personal_data.purge")
def purge() -> None:
    beat("personal_data.purge", exports=exporting.delete_expired())


@shared_task(name="personal_data.wake_overdue")
def wake_overdue() -> None:
    beat("personal_data.wake_overdue", exports=exporting.wake_overdue())
