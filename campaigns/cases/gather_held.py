"""Gather what pass A holds into cases, one for each claim and reason, so that a person decides.

Clicks that wait for their post alone are no case: the decision on the post is theirs.
"""

from __future__ import annotations

from collections import defaultdict

from django.db import connection

from campaigns.cases import open_case
from campaigns.cases.suspicion import Suspect, Suspicion
from campaigns.clicks.judging.rules import awaiting_review, ruleset
from marketplace.array_literals import array

BATCH = 20_000
GATHERED = tuple(
    rule.code for rule in ruleset.RULES if rule.outcome == "held" and rule != awaiting_review.RULE
)


def gather(limit: int = BATCH) -> int:
    """Bring up to `limit` held clicks to their cases; return how many."""
    return sum(open_case.hold(suspicion) for suspicion in _ungathered(limit))


def _ungathered(limit: int) -> list[Suspicion]:
    found: dict[tuple[int, int, str], list[Suspect]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(_HELD, [array(GATHERED), limit])
        for campaign, reason, *click in cursor:
            suspect = Suspect(*click)
            found[campaign, suspect.claim_id, reason].append(suspect)
    return [
        Suspicion(reason, f"{reason}:claim:{claim}", campaign, clicks)
        for (campaign, claim, reason), clicks in sorted(found.items())
    ]


_HELD = """
SELECT claim.campaign_id, reason, held.click_id, held.click_at, held.claim_id, held.link_id
FROM campaigns_heldclick held
JOIN campaigns_claim claim ON claim.id = held.claim_id
CROSS JOIN LATERAL unnest(held.reasons) AS reason
WHERE reason = ANY(%s::text[]) AND NOT EXISTS (
    SELECT FROM campaigns_caseclick click JOIN campaigns_case known ON known.id = click.case_id
    WHERE click.click_id = held.click_id AND known.reason = reason)
ORDER BY held.click_at, held.click_id
LIMIT %s
"""
