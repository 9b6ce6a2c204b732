"""The cases of one claim as its influencer sees them: nobody else's clicks, nobody's name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, Min, Q
from django.utils import timezone

from campaigns import reasons
from campaigns.cases.appeal_case import appeal_ends
from campaigns.models import Appeal, Case, CaseClick, CaseDecision, Claim


@dataclass(frozen=True)
class MyCase:
    """What a case is to one influencer; times in UTC, `cents` at most what the clicks earn.

    `appeal_until` is None unless they may appeal now.
    """

    pk: int
    words: str
    reason: str
    undecided: int
    rejected: int
    valid: int
    cents: int
    first_at: datetime
    last_at: datetime
    said: str
    appeal: Appeal | None
    appeal_until: datetime | None


def of_claim(claim: Claim) -> list[MyCase]:
    """Return the cases that clicks of a claim are in, the latest first; four queries."""
    rows = list(_rows(claim))
    pks = [row["case"] for row in rows]
    appeals = {one.case_id: one for one in Appeal.objects.filter(claim=claim, case__in=pks)}
    said = _said(pks, claim)
    return [_case(row, claim, appeals.get(row["case"]), said) for row in rows]


def _rows(claim: Claim) -> Iterator[Any]:
    clicks = CaseClick.objects.filter(claim=claim).order_by("-case")
    yield from clicks.values("case", "case__reason").annotate(
        undecided=Count("pk", filter=Q(outcome="")),
        rejected=Count("pk", filter=Q(outcome="rejected")),
        valid=Count("pk", filter=Q(outcome="valid")),
        first_at=Min("click_at"),
        last_at=Max("click_at"),
        decided_at=Max("decided_at", filter=Q(outcome="rejected")),
    )


def _said(cases: list[int], claim: Claim) -> dict[int, str]:
    """The reason of the last decision that concerns the claim."""
    decisions = CaseDecision.objects.filter(Q(claim=None) | Q(claim=claim), case__in=cases)
    return dict(decisions.order_by("pk").values_list("case", "reason"))


def _case(row: dict[str, Any], claim: Claim, appeal: Appeal | None, said: dict[int, str]) -> MyCase:
    until = appeal_ends(row["decided_at"]) if row["decided_at"] and not appeal else None
    clicks = row["undecided"] + row["rejected"] + row["valid"]
    return MyCase(
        pk=row["case"],
        words=reasons.words(row["case__reason"]),
        reason=row["case__reason"],
        undecided=row["undecided"],
        rejected=row["rejected"],
        valid=row["valid"],
        cents=min(clicks * claim.rate_cents, claim.cap_cents),
        first_at=row["first_at"],
        last_at=row["last_at"],
        said=said.get(row["case"], ""),
        appeal=appeal,
        appeal_until=until if until and until > timezone.now() else None,
    )


def find_case_of_claim(claim: Claim, case_id: int) -> Case | None:
    """Return the case if clicks of this claim are in it."""
    return Case.objects.filter(pk=case_id, clicks__claim=claim).distinct().first()
