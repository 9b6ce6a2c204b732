"""Write a message around its label; an accepted one gives the claim its link."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from campaigns.claiming import give_link
from campaigns.disclosure import message_check, policy
from campaigns.models import Claim, Message


def write(claim: Claim, body: str, language: str) -> Message:
    """Check and keep a version of the claim's message, accepted or refused with its findings.

    The label comes from the policy, never from the writer: it cannot be left out.
    """
    findings = message_check.check(body, claim.campaign.required_words)
    with transaction.atomic():
        # The claim's row is the lock: a double click gives one link.
        Claim.objects.select_for_update(no_key=True).get(pk=claim.pk)
        message = Message.objects.create(
            claim=claim,
            label=policy.label_for(language),
            body=body,
            status=Message.Status.REFUSED if findings else Message.Status.ACCEPTED,
            findings=findings,
            policy=policy.VERSION,
        )
        if not findings:
            give_link(claim)
    return message


def current(claim: Claim) -> Message | None:
    """Return the message to post: the latest accepted one."""
    return claim.messages.filter(status=Message.Status.ACCEPTED).first()


def current_of(messages: Iterable[Message]) -> Message | None:
    """Return the message to post among those of one claim, already loaded, latest first."""
    return next((m for m in messages if m.status == Message.Status.ACCEPTED), None)
