"""An influencer answers a case that was decided against them; another admin decides.

Regulation (EU) 2022/2065 (DSA), art. 20: complaints against a decision, free of charge and not
decided by machine. While an appeal is open the money stays reserved (payouts/settlement_state.py).
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from campaigns.cases import decide_case, notify_case
from campaigns.models import Appeal, Case, CaseDecision, Claim
from marketplace import outbox
from marketplace.accounts.models import User
from marketplace.paris_days import end_of_day_after
from marketplace.states import Transitions

DAYS = 30  # and the rest of the last one; the view campaigns_appealableclick says so too
Status = Appeal.Status
APPEAL = Transitions({Status.OPEN: frozenset({Status.UPHELD, Status.REFUSED})})


class CannotAppeal(Exception):
    """Nothing of the claim was rejected in the case, or more than 30 days ago."""


class SamePerson(Exception):
    """Who decided the case does not decide the appeal against it."""


def appeal(case_id: int, claim: Claim, text: str) -> Appeal:
    """Appeal a case once, within 30 days of its decision; a second tab finds the first appeal.

    Raises CannotAppeal.
    """
    with transaction.atomic():
        case = Case.objects.select_for_update(no_key=True).get(pk=case_id)
        existing = case.appeals.filter(claim=claim).first()
        if existing:
            return existing
        until = appealable_until(case, claim)
        if until is None or until < timezone.now():
            raise CannotAppeal
        return Appeal.objects.create(case=case, claim=claim, text=text)


def appealable_until(case: Case, claim: Claim) -> datetime | None:
    """Return the last moment (UTC) of an appeal, None while nothing was rejected."""
    rejected = case.clicks.filter(claim=claim, outcome=decide_case.REJECTED)
    decided: datetime | None = rejected.aggregate(at=Max("decided_at"))["at"]
    return appeal_ends(decided) if decided else None


def appeal_ends(decided: datetime) -> datetime:
    """Return until when a decision may be appealed: people are told the day, and have all of it."""
    return end_of_day_after(decided, DAYS)


def decide_appeal(appeal: Appeal, by: User, reason: str, *, upheld: bool) -> None:
    """Uphold an appeal: the clicks are paid after all; or refuse it: their money goes back.

    Both sides are told with a statement of reasons. Raises SamePerson, IllegalTransition or
    StateChanged.
    """
    with transaction.atomic():
        case = Case.objects.select_for_update(no_key=True).get(pk=appeal.case_id)
        if by.pk in deciders(case):
            raise SamePerson
        to = Status.UPHELD if upheld else Status.REFUSED
        APPEAL.move(appeal, to, answer=reason, decided_by=by, decided_at=timezone.now())
        if upheld:
            chosen = case.clicks.filter(claim=appeal.claim)
            decide_case.record(
                case,
                by,
                decide_case.VALID,
                reason,
                chosen,
                claim_id=appeal.claim_id,
                on_appeal=True,
            )
        else:
            outbox.put("payouts.wake_decided")
        notify_case.appeal_decided(appeal)


def deciders(case: Case) -> set[int]:
    """Return who has decided the case, appeals aside."""
    decisions = CaseDecision.objects.filter(case=case, on_appeal=False)
    return set(decisions.values_list("by", flat=True))
