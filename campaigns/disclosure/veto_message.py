"""A brand sees each message before it goes out, and may veto it within a time, with a reason.

Silence lets it out: an influencer must not wait for ever for somebody who does not look.
"""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet

from campaigns.joining.claim_campaign import give_link
from campaigns.models import Campaign, Claim, Message
from campaigns.telling import correspondence
from marketplace.accounts.models import User
from marketplace.states import IllegalTransition, StateChanged, Transitions

Status = Message.Status
MESSAGE = Transitions({Status.WAITING: frozenset({Status.ACCEPTED, Status.VETOED})})
BATCH = 200


class TooLate(Exception):
    """The time to veto is over: the message goes out."""


def waiting(campaign: Campaign) -> QuerySet[Message]:
    """Messages that wait for the brand, those whose time ends first before the others."""
    waits = Message.objects.waiting().filter(claim__campaign=campaign)
    return waits.select_related("claim__influencer__user").order_by("decide_by", "id")


def let_out(message: Message, by: User | None) -> None:
    """The brand agrees, or (None) its time is over: the influencer gets the link.

    Raises IllegalTransition or StateChanged when it was decided before.
    """
    with transaction.atomic():
        _lock(message)
        MESSAGE.move(message, Status.ACCEPTED, decided_by=by)
        give_link(message.claim)
        correspondence.message_decided(message)


def veto(message: Message, by: User, reason: str) -> None:
    """The brand does not want it beside its name, and says why.

    Raises TooLate, and IllegalTransition or StateChanged when it was decided before.
    """
    with transaction.atomic():
        _lock(message)
        over = Message.objects.due().filter(pk=message.pk)
        if over.exists():
            raise TooLate
        MESSAGE.move(message, Status.VETOED, decided_by=by, reason=reason)
        correspondence.message_decided(message)


def let_out_due() -> int:
    """Let out messages whose time is over by the database's clock; return how many."""
    due = Message.objects.due()
    oldest = due.select_related("claim__influencer__user", "claim__campaign").order_by("decide_by")
    return sum(_let_out_quietly(message) for message in oldest[:BATCH])


def _let_out_quietly(message: Message) -> bool:
    try:
        let_out(message, by=None)
    except (IllegalTransition, StateChanged):
        return False  # the brand decided meanwhile; the others are still due
    return True


def _lock(message: Message) -> None:
    """The claim's row before the message's, as writing takes them."""
    Claim.objects.select_for_update(no_key=True).get(pk=message.claim_id)
