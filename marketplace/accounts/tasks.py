"""Celery's door into proofs."""

from __future__ import annotations

from typing import Any

from celery import Task, shared_task

from marketplace.accounts.proof import proving
from marketplace.accounts.proof.registers import RegisterSilent

TRIES = 5
FIRST_WAIT = 5  # seconds, doubled each time


@shared_task(name=proving.TASK, bind=True, max_retries=TRIES)
def check_proof(self: Task[..., Any], proof_id: int) -> None:
    try:
        proving.check(proof_id)
    except RegisterSilent as error:
        if self.request.retries >= TRIES:
            proving.give_up(proof_id)
        else:
            raise self.retry(exc=error, countdown=FIRST_WAIT * 2**self.request.retries) from error
