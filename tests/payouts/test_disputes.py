"""While a claim's clicks are questioned, what they earned stays reserved."""

from __future__ import annotations

from campaigns.models import Dispute
from campaigns.running import dispute_clicks
from payouts import audit, holds
from tests import factories
from tests.harness.cluster import Cluster
from tests.payouts.settling import judge_and_settle


def test_what_is_questioned_is_released_once_the_question_is_answered(cluster: Cluster) -> None:
    factories.prepare_days()
    campaign = factories.live()
    link = factories.approved_link(campaign)
    factories.clicks(link, 2)
    judge_and_settle(campaign)
    with cluster.owner().cursor() as cursor:
        cursor.execute("UPDATE payouts_hold SET due_at = now() - interval '1 hour'")
    brand = campaign.buyer.members.get()
    dispute = dispute_clicks.open_dispute(link.claim, brand, "All at night.")
    again = dispute_clicks.open_dispute(link.claim, brand, "A second tab.")

    while_open = holds.release_due()
    overdue = [check.name for check in audit.run_audit() if not check.holds]
    dispute_clicks.answer(dispute, factories.reviewer(), "They are of many people.", upheld=False)
    once_answered = holds.release_due()

    assert again == dispute
    assert (while_open, overdue, once_answered) == (0, [], 1)
    assert Dispute.objects.get().answer == "They are of many people."
