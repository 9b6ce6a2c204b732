"""Reject the clicks of a dispute that was upheld: they become a case that is already decided.

So the money comes back by the same road as that of any other case, and the influencer may appeal.
"""

from __future__ import annotations

from django.db import connection

from campaigns.cases import decide_case
from campaigns.cases.rejudge_case_clicks import lock_claims
from campaigns.models import Case, CaseClick, Dispute
from marketplace.accounts.models import User

REASON = "disputed"


def reject_disputed(dispute: Dispute, by: User, reason: str) -> int:
    """Reject the clicks of the claim that were valid when they were questioned; return how many.

    The caller answers the dispute in the same transaction, and tells both sides.
    """
    claim = dispute.claim
    case = Case.objects.create(
        reason=REASON,
        key=f"dispute:{dispute.pk}",
        campaign_id=claim.campaign_id,
        evidence={"question": dispute.reason},
    )
    lock_claims([claim.pk])
    with connection.cursor() as cursor:
        cursor.execute(_VALID, {"claim": claim.pk, "until": dispute.created_at})
        clicks = [CaseClick(case=case, claim=claim, click_id=pk, click_at=at) for pk, at in cursor]
    CaseClick.objects.bulk_create(clicks)
    decision = decide_case.record(case, by, decide_case.REJECTED, reason, case.clicks.all())
    return decision.clicks if decision else 0


# By the hours that have valid clicks: no index of clicks by claim, which every click would cost.
_VALID = """
SELECT click.id, click.at
FROM campaigns_hourlyverdict total
JOIN campaigns_click click ON click.claim_id = total.claim_id
    AND click.at >= total.hour AND click.at < total.hour + interval '1 hour'
CROSS JOIN LATERAL (
    SELECT outcome FROM campaigns_verdict verdict
    WHERE verdict.click_at = click.at AND verdict.click_id = click.id
    ORDER BY seq DESC LIMIT 1) AS verdict
WHERE total.claim_id = %(claim)s AND total.verdict = 'valid' AND total.clicks > 0
  AND click.at <= %(until)s AND verdict.outcome = 'valid'
"""
