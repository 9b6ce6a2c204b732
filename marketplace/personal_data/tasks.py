"""The Celery tasks of personal data: make exports, delete expired ones, let people leave."""

from __future__ import annotations

from celery import shared_task

from marketplace.heartbeat import beat
from marketplace.personal_data import export_data, leave_franc


@shared_task(name="personal_data.export")
def export(export_id: int) -> None:
    export_data.make_export(export_id)


@shared_task(name="personal_data.purge")
def purge() -> None:
    beat("personal_data.purge", exports=export_data.delete_expired())


@shared_task(name="personal_data.wake_overdue")
def wake_overdue() -> None:
    beat("personal_data.wake_overdue", exports=export_data.wake_overdue())


@shared_task(name="personal_data.finish_departures")
def finish_departures() -> None:
    beat("personal_data.finish_departures", left=leave_franc.finish_waiting())
