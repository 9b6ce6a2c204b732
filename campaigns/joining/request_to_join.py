"""Asking to join a campaign whose brand chooses, and its answer."""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from campaigns.joining import claim_campaign, leave_campaign
from campaigns.models import Campaign, Claim, JoinRequest
from campaigns.telling import correspondence
from marketplace.accounts.models import Influencer, User
from marketplace.states import IllegalTransition, StateChanged, Transitions

Status = JoinRequest.Status
REQUEST = Transitions(
    {Status.WAITING: frozenset({Status.ACCEPTED, Status.DECLINED, Status.WITHDRAWN})}
)


class Declined(Exception):
    """The brand said no before: its answer stands."""


def ask_to_join(campaign_id: int, influencer: Influencer, words: str = "") -> JoinRequest:
    """Return the request that waits for the brand, made now if need be; the brand is told.

    Places of the day do not count: the brand chooses whom and when. Raises NotOpen, DoesNotFit
    and Declined.
    """
    with transaction.atomic():
        campaign = claim_campaign.lock(campaign_id)
        made = JoinRequest.objects.filter(campaign=campaign, influencer=influencer)
        waits = made.waiting().first()
        if waits:
            return waits
        if made.declined().exists():
            raise Declined
        claim_campaign.require_fit(campaign, influencer, places=False)
        request = JoinRequest.objects.create(campaign=campaign, influencer=influencer, words=words)
        correspondence.join_asked(request)
    return request


def waiting(campaign: Campaign) -> QuerySet[JoinRequest]:
    """Requests that wait for the brand, the oldest first, with what it needs to choose."""
    return (
        JoinRequest.objects.waiting()
        .filter(campaign=campaign)
        .select_related("influencer__user")
        .prefetch_related("influencer__accounts")
        .order_by("id")
    )


def accept(request: JoinRequest, by: User) -> Claim:
    """The brand says yes: the claim is made at the rate and cap of now, and they are told.

    Raises NotOpen or DoesNotFit when that has changed since they asked, IllegalTransition or
    StateChanged when it was decided before.
    """
    with transaction.atomic():
        campaign = claim_campaign.lock(request.campaign_id)
        claim_campaign.require_fit(campaign, request.influencer, places=False)
        REQUEST.move(request, Status.ACCEPTED, decided_by=by, decided_at=timezone.now())
        claim = _claim(campaign, request.influencer)
        correspondence.join_decided(request)
    return claim


def decline(request: JoinRequest, by: User, reason: str) -> None:
    """The brand says no and why. Raises IllegalTransition or StateChanged."""
    with transaction.atomic():
        REQUEST.move(
            request, Status.DECLINED, decided_by=by, decided_at=timezone.now(), reason=reason
        )
        correspondence.join_decided(request)


def withdraw(request: JoinRequest) -> bool:
    """The influencer takes it back; returns whether it still waited."""
    try:
        REQUEST.move(
            request, Status.WITHDRAWN,
            decided_by=request.influencer.user, decided_at=timezone.now(),
        )  # fmt: skip
    except (IllegalTransition, StateChanged):
        return False
    return True


def _claim(campaign: Campaign, influencer: Influencer) -> Claim:
    found = Claim.objects.filter(campaign=campaign, influencer=influencer).first()
    if found is None:
        return claim_campaign.make(campaign, influencer)
    leave_campaign.come_back(found)
    return found
