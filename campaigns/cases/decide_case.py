"""A person decides a case: for all of its clicks, for one claim, or for some.

A decision may be replaced by a later one: clicks get new verdicts, and every decision is kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Now
from django.utils import timezone

from campaigns.cases import notify_case
from campaigns.cases.rejudge_case_clicks import lock_claims, rejudge
from campaigns.models import Appeal, Campaign, Case, CaseClick, CaseDecision
from marketplace.accounts.models import User

VALID, REJECTED = "valid", "rejected"


class CannotDecide(Exception):
    """The decision would be void; nothing was changed."""


class UnderAppeal(CannotDecide):
    """An influencer has appealed: the appeal decides, or has decided in their favour."""


class CampaignIsClosed(CannotDecide):
    """What was left has gone back to the brand: these clicks can no longer be paid."""


def decide_case(
    case_id: int,
    by: User,
    outcome: str,
    reason: str,
    *,
    claim_id: int | None = None,
    clicks: Iterable[UUID] | None = None,
) -> int:
    """Decide clicks of a case "valid" or "rejected"; return how many had been decided otherwise.

    All of them, unless a claim or some clicks are named. `reason` is kept as
    marketplace/accounts/statements/decision_reasons.py keeps it. Influencers whose clicks are
    rejected are told with a statement of reasons. Deciding the same again changes nothing.
    Raises UnderAppeal or CampaignIsClosed.
    """
    with transaction.atomic():
        case = Case.objects.select_for_update(no_key=True).get(pk=case_id)
        chosen = chosen_clicks(case, claim_id, clicks)
        _refuse_void(case, outcome, chosen)
        # What is said of some clicks is for those whose they are, and for nobody else to read.
        parts = [claim_id] if clicks is None else _claims(chosen)
        return sum(_decide(case, by, outcome, reason, chosen, part) for part in parts)


def _decide(
    case: Case,
    by: User,
    outcome: str,
    reason: str,
    chosen: QuerySet[CaseClick],
    claim_id: int | None,
) -> int:
    part = chosen if claim_id is None else chosen.filter(claim=claim_id)
    concerned = _claims(part.exclude(outcome=outcome))
    decision = record(case, by, outcome, reason, part, claim_id=claim_id)
    if decision is None:
        return 0
    notify_case.decided(decision, concerned)
    return decision.clicks


def record(
    case: Case,
    by: User,
    outcome: str,
    reason: str,
    chosen: QuerySet[CaseClick],
    *,
    claim_id: int | None = None,
    on_appeal: bool = False,
) -> CaseDecision | None:
    """Write a decision down and judge its clicks by it; the case must be locked.

    Returns None when every click had been decided so before.
    """
    otherwise = chosen.exclude(outcome=outcome)
    changed = list(otherwise.values_list("click_id", "click_at", "claim_id"))
    if not changed:
        return None
    lock_claims(claim for _, _, claim in changed)
    otherwise.update(outcome=outcome, decided_at=Now())
    decision = CaseDecision.objects.create(
        case=case, claim_id=claim_id, outcome=outcome, reason=reason, clicks=len(changed),
        by=by, on_appeal=on_appeal,
    )  # fmt: skip
    _close_if_decided(case, by)
    rejudge(case.campaign_id, [(click, at) for click, at, _ in changed], by.pk)
    return decision


def chosen_clicks(
    case: Case, claim_id: int | None, clicks: Iterable[UUID] | None
) -> QuerySet[CaseClick]:
    """Return the clicks of a case that a decision is about: all, of a claim, or the named ones."""
    chosen = case.clicks.all()
    if claim_id is not None:
        chosen = chosen.filter(claim=claim_id)
    return chosen if clicks is None else chosen.filter(click_id__in=list(clicks))


def _refuse_void(case: Case, outcome: str, chosen: QuerySet[CaseClick]) -> None:
    binding = {Appeal.Status.OPEN} | ({Appeal.Status.UPHELD} if outcome == REJECTED else set())
    appeals = case.appeals.filter(status__in=binding, claim__in=chosen.values("claim"))
    if appeals.exists():
        raise UnderAppeal
    # Its row is the lock: nobody closes the campaign while its clicks become valid.
    campaign = Campaign.objects.select_for_update(no_key=True).get(pk=case.campaign_id)
    if outcome == VALID and campaign.status == Campaign.Status.CLOSED:
        raise CampaignIsClosed


def _claims(chosen: QuerySet[CaseClick]) -> list[int]:
    return sorted(set(chosen.values_list("claim", flat=True)))


def _close_if_decided(case: Case, by: User) -> None:
    if not case.clicks.filter(outcome="").exists():
        case.status, case.decided_by, case.decided_at = Case.Status.DECIDED, by, timezone.now()
        case.save(update_fields=["status", "decided_by", "decided_at"])
