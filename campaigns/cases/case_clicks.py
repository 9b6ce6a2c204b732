"""The clicks and the claims of a case, for whoever decides it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from campaigns.models import Case, CaseClick, Claim, Click, Verdict


@dataclass(frozen=True)
class ClaimOfCase:
    """How many clicks of a claim a case holds, by what was decided; cents at most at stake."""

    claim: Claim
    clicks: int
    undecided: int
    rejected: int
    valid: int

    @property
    def cents(self) -> int:
        return min(self.clicks * self.claim.rate_cents, self.claim.cap_cents)


def claims(case: Case) -> list[ClaimOfCase]:
    """Return the claims of a case, the one with most clicks first."""
    counted = {
        row["claim"]: row
        for row in case.clicks.order_by()
        .values("claim")
        .annotate(
            clicks=Count("pk"),
            undecided=Count("pk", filter=Q(outcome="")),
            rejected=Count("pk", filter=Q(outcome="rejected")),
            valid=Count("pk", filter=Q(outcome="valid")),
        )
    }
    found = Claim.objects.filter(pk__in=counted).select_related("influencer")
    rows = [_row(claim, counted[claim.pk]) for claim in found]
    return sorted(rows, key=lambda row: (-row.clicks, row.claim.pk))


def _row(claim: Claim, counted: Any) -> ClaimOfCase:
    return ClaimOfCase(
        claim, counted["clicks"], counted["undecided"], counted["rejected"], counted["valid"]
    )


def clicks(case: Case) -> QuerySet[CaseClick]:
    """Return the clicks of a case in their order, each with what was kept about it.

    Annotated: `network`, `referrer` and `country` of the click; `stands`, its verdict.
    """
    kept = Click.objects.filter(at=OuterRef("click_at"), id=OuterRef("click_id"))
    verdicts = Verdict.objects.filter(
        click_at=OuterRef("click_at"), click_id=OuterRef("click_id")
    ).order_by("-seq")
    return (
        case.clicks.select_related("claim__influencer")
        .annotate(
            network=Subquery(kept.values("network")[:1]),
            referrer=Subquery(kept.values("referrer_host")[:1]),
            country=Subquery(kept.values("country")[:1]),
            stands=Subquery(verdicts.values("outcome")[:1]),
        )
        .order_by("click_at", "click_id")
    )
