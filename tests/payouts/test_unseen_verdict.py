"""Settlement does not let go of a click whose verdict it cannot read."""

from __future__ import annotations

import pytest

from campaigns.clicks.judging import judge_clicks
from campaigns.models import ToSettle
from payouts import earnings
from payouts.settlement_state import VerdictUnseen
from tests import factories
from tests.harness.cluster import Cluster


def test_a_click_without_a_verdict_stays_in_the_queue(cluster: Cluster) -> None:
    factories.prepare_days()
    link = factories.approved_link(factories.live())
    factories.clicks(link, 2)
    judge_clicks.judge_batch()
    with cluster.superuser().cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("DELETE FROM campaigns_verdict WHERE click_id = (SELECT min(click_id::text)"
                       "::uuid FROM campaigns_verdict)")  # fmt: skip

    with pytest.raises(VerdictUnseen, match="1 of 2"):
        earnings.settle_batch(link.claim.campaign_id)

    assert ToSettle.objects.count() == 2
