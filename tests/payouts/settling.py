"""Judge every click that waits, then settle the campaign."""

from __future__ import annotations

from campaigns.clicks.judging import judge_clicks
from campaigns.models import Campaign
from payouts import earnings


def judge_and_settle(campaign: Campaign) -> None:
    while judge_clicks.judge_batch():
        pass
    while earnings.settle_batch(campaign.pk):
        pass
    campaign.refresh_from_db()
