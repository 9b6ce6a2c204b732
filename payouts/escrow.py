"""A campaign's money at its two ends: budget into escrow at launch, the rest back at closing."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Now

from campaigns import lifecycle
from campaigns.models import (
    Campaign,
    CampaignTransition,
    Claim,
    ClickToJudge,
    HeldClick,
    ToSettle,
)
from marketplace.accounts.models import User
from marketplace.states import IllegalTransition, StateChanged
from payouts import ledger
from payouts.ledger import Kind

# A visitor's keys live 48 h: a click shipped later than that can no longer be judged valid.
LAST_CLICKS = timedelta(hours=48)


def launch(campaign: Campaign, by: User, at: datetime | None = None) -> None:
    """Approve a campaign in review: it goes live and its buyer's funds move to its escrow.

    Raises InsufficientFunds, IllegalTransition or StateChanged, or what campaigns/booking.py
    refuses: Unproven, NoMandate, OverMandate. Then nothing is changed.
    """
    with transaction.atomic():
        lifecycle.approve(campaign, by, at)
        ledger.post(
            "launch",
            f"launch:{campaign.pk}",
            {
                ledger.account(Kind.BRAND_FUNDS, organisation=campaign.buyer_id): (
                    -campaign.budget_cents
                ),
                ledger.account(Kind.CAMPAIGN_ESCROW, campaign=campaign.pk): campaign.budget_cents,
            },
        )


def top_up(organisation_id: int, cents: int, reference: str) -> int:
    """Book money that arrived for a brand or agency (excluding VAT), once per bank reference."""
    return ledger.post(
        "top_up",
        f"top_up:{reference}",
        {
            ledger.account(Kind.BANK): -cents,
            ledger.account(Kind.BRAND_FUNDS, organisation=organisation_id): cents,
        },
        memo=reference,
    )


def close_finished() -> int:
    """Close ended campaigns in which nothing is undecided, and return how many."""
    finished = Campaign.objects.filter(
        Exists(_ended_long_ago()),
        ~Exists(_undecided(HeldClick)),
        ~Exists(_undecided(ClickToJudge)),
        ~Exists(ToSettle.objects.filter(campaign_id=OuterRef("pk"))),
        status=Campaign.Status.ENDED,
    )
    return sum(close(campaign) for campaign in finished)


def close(campaign: Campaign) -> bool:
    """Close one ended campaign and return what is left in its escrow to its buyer's funds."""
    with transaction.atomic():
        try:
            lifecycle.change(campaign, Campaign.Status.CLOSED, by=None)
        except (IllegalTransition, StateChanged):
            return False  # another worker closed it
        left = ledger.balance(Kind.CAMPAIGN_ESCROW, campaign=campaign.pk)
        if left:
            ledger.post(
                "refund",
                f"refund:{campaign.pk}",
                {
                    ledger.account(Kind.CAMPAIGN_ESCROW, campaign=campaign.pk): -left,
                    ledger.account(Kind.BRAND_FUNDS, organisation=campaign.buyer_id): left,
                },
            )
    return True


def _ended_long_ago() -> QuerySet[CampaignTransition]:
    return CampaignTransition.objects.filter(
        campaign=OuterRef("pk"), to_status=Campaign.Status.ENDED, at__lt=Now() - LAST_CLICKS
    )


def _undecided(model: type[HeldClick] | type[ClickToJudge]) -> QuerySet[Any]:
    claims = Claim.objects.filter(campaign=OuterRef(OuterRef("pk"))).values("pk")
    return model.objects.filter(claim_id__in=claims)
