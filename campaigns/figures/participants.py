"""Who takes part in a campaign, and what of theirs waits for the brand."""

from __future__ import annotations

from dataclasses import dataclass

from campaigns.models import Campaign, Dispute, Message


@dataclass(frozen=True)
class Waiting:
    """How many wait: requests to join, messages that may be vetoed; disputes wait for an admin."""

    requests: int
    messages: int
    disputes: int

    @property
    def for_brand(self) -> int:
        return self.requests + self.messages


def waiting(campaign: Campaign) -> Waiting:
    """Count what waits in one campaign."""
    return Waiting(
        requests=campaign.join_requests.waiting().count(),
        messages=Message.objects.filter(
            claim__campaign=campaign, status=Message.Status.WAITING
        ).count(),
        disputes=Dispute.objects.filter(
            claim__campaign=campaign, status=Dispute.Status.OPEN
        ).count(),
    )
