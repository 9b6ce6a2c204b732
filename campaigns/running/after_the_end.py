"""What a campaign that ended still waits for, and when the rest of its budget can come back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, Max, OuterRef, QuerySet
from django.utils import timezone

from campaigns.cases.appeal_case import appeal_ends
from campaigns.models import (
    Appeal,
    AppealableClick,
    Campaign,
    CampaignTransition,
    CaseClick,
    Claim,
    ClickToJudge,
    HeldClick,
)

# A visitor's keys live 48 h: a click shipped later than that can no longer be judged valid.
LAST_CLICKS = timedelta(hours=48)


@dataclass(frozen=True)
class AfterTheEnd:
    """What is undecided, in clicks, by who decides it; moments are UTC.

    `late_until`: clicks of before the end may still arrive. `judged` are judged by themselves,
    `held` by a person of Franc, `appealed` too. `appealable` are rejected, and their influencer may
    be heard until `appeals_until`. `earliest` is when the rest of the budget may come back.
    """

    late_until: datetime
    judged: int
    held: int
    appealed: int
    appealable: int
    appeals_until: datetime | None
    earliest: datetime

    @property
    def by_people(self) -> bool:
        """Whether it waits for a person, whose day nobody can name."""
        return bool(self.held or self.appealed)


def after_the_end(campaign: Campaign) -> AfterTheEnd:
    """Return what an ended campaign waits for; of one that runs, as if it ended now."""
    claims = list(Claim.objects.filter(campaign=campaign).values_list("pk", flat=True))
    late_until = ended_at(campaign) + LAST_CLICKS
    appealed, appealable = _rejected(claims)
    last = appealable.aggregate(at=Max("decided"))["at"]
    until = appeal_ends(last) if last else None
    return AfterTheEnd(
        late_until=late_until,
        judged=ClickToJudge.objects.filter(claim_id__in=claims).count(),
        held=HeldClick.objects.filter(claim_id__in=claims).count(),
        appealed=appealed.count(),
        appealable=appealable.count(),
        appeals_until=until,
        earliest=max(late_until, until or late_until),
    )


def earliest_returns(campaigns: Iterable[int]) -> dict[int, datetime]:
    """Return id -> when the rest of its budget may come back, of those that ended; two queries."""
    ended = CampaignTransition.objects.filter(
        campaign__in=campaigns, campaign__status=Campaign.Status.ENDED, to_status="ended"
    )
    late = dict(ended.order_by().values_list("campaign").annotate(at=Max("at")))
    claims = list(Claim.objects.filter(campaign__in=late).values_list("pk", flat=True))
    _appealed, appealable = _rejected(claims)
    rows = appealable.order_by().values_list("claim__campaign").annotate(at=Max("decided"))
    until = {pk: appeal_ends(at) for pk, at in rows}
    return {pk: max(at + LAST_CLICKS, until.get(pk, at)) for pk, at in late.items()}


def ended_at(campaign: Campaign) -> datetime:
    """Return when it ended, now if it has not."""
    ended = CampaignTransition.objects.filter(campaign=campaign, to_status=Campaign.Status.ENDED)
    return ended.aggregate(at=Max("at"))["at"] or timezone.now()


def _rejected(
    claims: list[int],
) -> tuple[QuerySet[AppealableClick], QuerySet[AppealableClick]]:
    """Clicks of which an appeal is open, and those of which one may still be made."""
    asked = Exists(Appeal.objects.filter(case=OuterRef("case"), claim=OuterRef("claim")))
    decided = CaseClick.objects.filter(case=OuterRef("case"), click_id=OuterRef("click_id"))
    clicks = AppealableClick.objects.filter(claim__in=claims)
    open_to_all = clicks.annotate(decided=decided.values("decided_at")[:1])
    return clicks.filter(asked), open_to_all.filter(~asked)
