"""Links that earn: a click that is judged and settled."""

from __future__ import annotations

from campaigns.clicks.judging import judge_clicks
from campaigns.models import Link
from payouts import earnings
from tests import factories


def earn(link: Link) -> None:
    """One more click of the link, judged and settled."""
    factories.click(link)
    judge_clicks.judge_batch()
    earnings.settle_batch(link.claim.campaign_id)
