"""The Celery task that delivers a mail."""

from __future__ import annotations

from smtplib import SMTPException
from typing import Any

from celery import Task, shared_task

from marketplace.notifications import send_mail


@shared_task(
    name="notifications.deliver",
    bind=True,
    autoretry_for=(SMTPException, OSError),
    retry_backoff=True,
    max_retries=8,
)
def deliver(self: Task[..., Any], mail_id: int) -> None:
    send_mail.deliver(mail_id)
