"""Write a message around its label; an accepted one gives the claim its link.

Where the brand looks first, a message without findings waits for it (veto_message.py).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models.functions import Now

from campaigns.disclosure import disclosure_policy, message_check
from campaigns.joining.claim_campaign import give_link
from campaigns.models import Claim, Message
from campaigns.telling import correspondence

Status = Message.Status


class AlreadyWaiting(Exception):
    """Another version waits for the brand: until it is decided, there is no second."""


def write(claim: Claim, body: str, language: str) -> Message:
    """Check and keep a version of the claim's message: accepted, with the brand, or refused.

    The label comes from the policy, never from the writer: it cannot be left out. The same words
    sent again while they wait are the same version; other words raise AlreadyWaiting.
    """
    campaign = claim.campaign
    findings = message_check.check_message(body, campaign.required_words, campaign.forbidden_words)
    with transaction.atomic():
        # The claim's row is the lock: a double click gives one link, and one version waits.
        Claim.objects.select_for_update(no_key=True).get(pk=claim.pk)
        waits = claim.messages.waiting().first()
        if waits and waits.body != body:
            raise AlreadyWaiting
        return waits or _keep(claim, body, language, findings)


def _keep(claim: Claim, body: str, language: str, findings: list[message_check.Problem]) -> Message:
    message = Message.objects.create(
        claim=claim,
        label=disclosure_policy.label_for(language),
        body=body,
        findings=findings,
        policy=disclosure_policy.VERSION,
        **_outcome(claim, findings),
    )
    if message.status == Status.WAITING:
        message.refresh_from_db(fields=["decide_by"])
        correspondence.message_waits(message)
    elif message.status == Status.ACCEPTED:
        give_link(claim)
    return message


def _outcome(claim: Claim, findings: list[message_check.Problem]) -> dict[str, Any]:
    if findings:
        return {"status": Status.REFUSED}
    hours = claim.campaign.veto_hours
    if hours is None:
        return {"status": Status.ACCEPTED}
    return {"status": Status.WAITING, "decide_by": Now() + timedelta(hours=hours)}


def current(claim: Claim) -> Message | None:
    """Return the message to post: the latest accepted one."""
    return claim.messages.accepted().first()


def versions(claim: Claim) -> dict[str, Message | None]:
    """Return the version with the brand, and the latest one when the brand vetoed it."""
    latest = claim.messages.first()
    status = latest.status if latest else ""
    return {
        "waiting": latest if status == Status.WAITING else None,
        "vetoed": latest if status == Status.VETOED else None,
    }


def current_of(messages: Iterable[Message]) -> Message | None:
    """Return the message to post among those of one claim, already loaded, latest first."""
    return next((m for m in messages if m.status == Status.ACCEPTED), None)
