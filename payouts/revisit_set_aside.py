"""Queue clicks set aside for settlement once the time to appeal their rejection is over."""

from __future__ import annotations

from django.db import connection, transaction

from marketplace import outbox

BATCH = 5_000


def wake_decided(limit: int = BATCH) -> int:
    """Queue clicks whose time to appeal is over while their money is set aside; return how many.

    Settlement finds them rejected for good, and takes their earnings back.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_QUEUE, [limit])
        campaigns = [campaign for (campaign,) in cursor]
        for campaign in sorted(set(campaigns)):
            outbox.put("payouts.settle", campaign_id=campaign)
    return len(campaigns)


_QUEUE = """
INSERT INTO campaigns_tosettle (click_id, click_at, campaign_id, claim_id, link_id)
SELECT aside.click_id, last.click_at, claim.campaign_id, aside.claim_id, click.link_id
FROM payouts_setaside aside
JOIN campaigns_claim claim ON claim.id = aside.claim_id
CROSS JOIN LATERAL (
    SELECT click_at FROM payouts_clickearning earning
    WHERE earning.click_id = aside.click_id ORDER BY seq DESC LIMIT 1) AS last
JOIN campaigns_click click ON click.at = last.click_at AND click.id = aside.click_id
CROSS JOIN LATERAL (
    SELECT outcome FROM campaigns_verdict verdict
    WHERE verdict.click_at = last.click_at AND verdict.click_id = aside.click_id
    ORDER BY seq DESC LIMIT 1) AS verdict
WHERE verdict.outcome = 'rejected'
  AND NOT EXISTS (SELECT FROM campaigns_appealableclick appealable
                  WHERE appealable.click_id = aside.click_id)
ORDER BY last.click_at, aside.click_id LIMIT %s
ON CONFLICT DO NOTHING
RETURNING campaign_id
"""
