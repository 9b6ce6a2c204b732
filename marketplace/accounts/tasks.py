"""The Celery tasks of accounts: each takes ids, makes one domain call, and may run twice."""

from __future__ import annotations

from typing import Any

from celery import Task, shared_task

from marketplace.accounts.findings import same_handle
from marketplace.accounts.proof import prove_sponsor as organisation_proof
from marketplace.accounts.proof.vat_registers import RegisterSilent
from marketplace.accounts.social import find_code_in_profile
from marketplace.accounts.social import prove_account as social_proof
from marketplace.heartbeat import beat

TRIES = 5
FIRST_WAIT = 5  # seconds, doubled each time


@shared_task(name=organisation_proof.TASK, bind=True, max_retries=TRIES)
def check_proof(self: Task[..., Any], proof_id: int) -> None:
    try:
        organisation_proof.check_proof(proof_id)
    except RegisterSilent as error:
        if self.request.retries >= TRIES:
            organisation_proof.give_up(proof_id)
        else:
            raise self.retry(exc=error, countdown=FIRST_WAIT * 2**self.request.retries) from error


@shared_task(name=social_proof.TASK)
def check_profile(account_id: int) -> None:
    find_code_in_profile.find_code_in_profile(account_id)


@shared_task(name="accounts.find_same_handles")
def find_same_handles() -> None:
    beat("accounts.find_same_handles", found=same_handle.find_same_handle())


@shared_task(name="accounts.wake_overdue")
def wake_overdue() -> None:
    beat("accounts.wake_overdue", proofs=organisation_proof.wake_overdue())
