"""Celery's doors into accounts: each takes ids, makes one domain call, and may run twice."""

from __future__ import annotations

from celery import shared_task

from marketplace.accounts.findings import same_handle
from marketplace.accounts.social import checking, proving
from marketplace.heartbeat import beat


@shared_task(name=proving.TASK)
def check_profile(account_id: int) -> None:
    checking.check(account_id)


@shared_task(name="accounts.find_same_handles")
def find_same_handles() -> None:
    beat("accounts.find_same_handles", found=same_handle.find())
