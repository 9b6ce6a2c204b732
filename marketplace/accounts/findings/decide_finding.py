"""A person says what a finding means. Every decision is kept; nothing follows by itself."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from marketplace.accounts.models import Finding, FindingDecision, User
from marketplace.states import Transitions

Status = Finding.Status
# A judgement may be mistaken: it can be turned round, with its reason, and the first one is kept.
FINDING = Transitions(
    {
        Status.OPEN: frozenset({Status.EXPLAINED, Status.CONFIRMED}),
        Status.EXPLAINED: frozenset({Status.CONFIRMED}),
        Status.CONFIRMED: frozenset({Status.EXPLAINED}),
    }
)


def decide_finding(finding: Finding, to: Finding.Status, by: User, reason: str) -> None:
    """Raises IllegalTransition or StateChanged when somebody decided before."""
    with transaction.atomic():
        left = FINDING.move(finding, to, decided_by=by, decided_at=timezone.now(), reason=reason)
        FindingDecision.objects.create(
            finding=finding, from_status=left, to_status=to, by=by, reason=reason
        )
