"""Messages that come three times, in any order, or never: the totals are the same."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from campaigns import tasks as campaign_tasks
from campaigns.disclosure import decide_post
from campaigns.models import Claim
from payouts import audit
from payouts import tasks as payout_tasks
from tests import factories
from tests.faults.conftest import Trial
from tests.harness.cluster import Cluster


@pytest.mark.fault(name="tripled_messages")
def test_every_message_three_times_and_shuffled(cluster: Cluster, fault: Trial) -> None:
    factories.prepare_days()
    lost = twice = 0
    for _ in fault.each():
        found = earned_clicks_when_tripled()
        lost, twice = lost + max(0, 30 - found), twice + max(0, found - 30)

    assert [check for check in audit.run_audit() if not check.holds] == []
    fault.found(lost=lost, twice=twice)


def earned_clicks_when_tripled() -> int:
    """How many of 30 clicks earned, when their messages came three times and shuffled."""
    campaign = factories.live()
    link = factories.claim(campaign).links.get()
    post = decide_post.submit(link, "https://social.example/p/1")
    factories.clicks(link, 20)
    campaign_tasks.judge()
    decide_post.approve(post, factories.reviewer())
    factories.clicks(link, 10)

    work: list[Callable[[], object]] = [
        campaign_tasks.judge,
        lambda: campaign_tasks.rejudge_post(post.pk),
        lambda: payout_tasks.settle(campaign.pk),
        payout_tasks.release_holds,
        payout_tasks.sweep,
    ] * 3
    random.shuffle(work)
    for message in work:
        message()
    payout_tasks.sweep()
    campaign_tasks.rejudge_post(post.pk)
    payout_tasks.sweep()

    return Claim.objects.get(pk=link.claim_id).accrued_cents // campaign.rate_cents
