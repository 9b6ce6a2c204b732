"""A campaign's money at its beginning: what arrives for a brand, and budgets into escrow."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from campaigns.models import Campaign
from campaigns.running import amend_campaign, booking_conditions, lifecycle
from marketplace.accounts.models import User
from marketplace.states import IllegalTransition
from payouts import ledger, wake_waiting
from payouts.ledger import Kind


def launch(campaign: Campaign, by: User, at: datetime | None = None, reason: str = "") -> None:
    """Approve a campaign in review: it goes live and its buyer's funds move to its escrow.

    Raises InsufficientFunds, IllegalTransition or StateChanged, or what
    campaigns/running/booking_conditions.py refuses: Unproven, NoMandate, OverMandate. Then nothing
    is changed.
    """
    with transaction.atomic():
        lifecycle.approve(campaign, by, at, reason)
        reserve_budget(campaign)


def reserve_budget(campaign: Campaign) -> None:
    """Move the budget of a campaign that goes live from its buyer's funds to its escrow, once.

    Call in the transaction in which it does. Raises InsufficientFunds.
    """
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


def add_budget(campaign_id: int, cents: int, by: User, key: UUID) -> Campaign:
    """Add to a running campaign's budget from its buyer's funds, once per `key` of the form.

    A campaign whose budget was spent runs again. Raises InsufficientFunds, IllegalTransition
    (it is over), IdempotencyConflict (the same form with another amount), NoMandate or
    OverMandate.
    """
    with transaction.atomic():
        campaign = Campaign.objects.select_for_update(no_key=True).get(pk=campaign_id)
        if campaign.status not in lifecycle.RUNNING:
            raise IllegalTransition(campaign.status, campaign.status)
        legs = {
            ledger.account(Kind.BRAND_FUNDS, organisation=campaign.buyer_id): -cents,
            ledger.account(Kind.CAMPAIGN_ESCROW, campaign=campaign.pk): cents,
        }
        before = ledger.booked(f"budget:{key}")
        ledger.post("budget", f"budget:{key}", legs)
        if not before:
            amend_campaign.note_budget(campaign, cents, by)
            campaign.budget_cents += cents
            campaign.low_told_at = None
            campaign.save(update_fields=["budget_cents", "low_told_at"])
            booking_conditions.require_mandate(campaign, added_cents=cents)
            if campaign.status == Campaign.Status.EXHAUSTED:
                lifecycle.reopen(campaign, by)
    return campaign


def top_up(organisation_id: int, cents: int, reference: str, vat_cents: int = 0) -> int:
    """Book money that arrived for a brand or agency, once per bank reference; return the transfer.

    `cents` exclude VAT and become its funds; `vat_cents` came with them and are owed to the state.
    """
    with transaction.atomic():
        transfer = ledger.post(
            "top_up",
            f"top_up:{reference}",
            {
                ledger.account(Kind.BANK): -(cents + vat_cents),
                ledger.account(Kind.BRAND_FUNDS, organisation=organisation_id): cents,
                ledger.account(Kind.VAT): vat_cents,
            },
            memo=reference,
        )
        wake_waiting.wake(organisation_id)
    return transfer
