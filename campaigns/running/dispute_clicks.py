"""A brand questions the clicks of a claim; a reviewer answers.

While a dispute is open, what the claim has earned is not released (payouts/holds.py). Upheld, it
becomes a case that is decided against these clicks (campaigns/cases/uphold_dispute.py).
"""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from campaigns.cases import uphold_dispute
from campaigns.models import Claim, Dispute
from campaigns.telling import notify_decision, statements_of_reasons
from marketplace.accounts.models import User
from marketplace.states import Transitions

Status = Dispute.Status
DISPUTE = Transitions({Status.OPEN: frozenset({Status.UPHELD, Status.REJECTED, Status.WITHDRAWN})})


def open_dispute(claim: Claim, by: User, reason: str) -> Dispute:
    """Question a claim's clicks; a second tab finds the dispute that is open already."""
    with transaction.atomic():
        # The claim's row is the lock.
        Claim.objects.select_for_update(no_key=True).get(pk=claim.pk)
        existing = claim.disputes.open().first()
        if existing:
            return existing
        dispute = Dispute.objects.create(claim=claim, reason=reason, opened_by=by)
        notify_decision.dispute_opened(dispute)
    return dispute


def answer(dispute: Dispute, by: User, words: str, *, upheld: bool) -> None:
    """A reviewer answers; both sides are told, and the influencer may appeal an upheld question.

    Raises IllegalTransition or StateChanged.
    """
    to = Status.UPHELD if upheld else Status.REJECTED
    with transaction.atomic():
        DISPUTE.move(dispute, to, answer=words, decided_by=by, decided_at=timezone.now())
        if upheld:
            uphold_dispute.reject_disputed(dispute, by, words)
        statement = statements_of_reasons.dispute_upheld(dispute, by) if upheld else None
        notify_decision.dispute_answered(dispute, statement)


def withdraw(dispute: Dispute, by: User) -> None:
    """The brand takes its question back. Raises IllegalTransition or StateChanged."""
    DISPUTE.move(dispute, Status.WITHDRAWN, decided_by=by, decided_at=timezone.now())
