"""Funds have arrived: wake what starts approved campaigns (payouts/start_approved.py)."""

from __future__ import annotations

from campaigns.models import Campaign
from marketplace import outbox

START = "payouts.start_approved"


def wake(organisation_id: int) -> None:
    """Have a buyer's approved campaigns started after the transaction that brought it funds.

    A message lost, or an approval at the same moment, is made good by the clock within a minute.
    """
    if Campaign.objects.unfunded().filter(buyer=organisation_id).exists():
        outbox.put(START, buyer_id=organisation_id)
