"""Judge held clicks again once their post is decided."""

from __future__ import annotations

from django.db import connection, transaction

from campaigns.clicks import verdicts
from campaigns.clicks.rules import ruleset
from campaigns.clicks.rules.facts import Evidence
from campaigns.clicks.verdicts import NewVerdict
from campaigns.clicks.waiting import lock_claim
from campaigns.models import Post
from marketplace import outbox
from marketplace.arrays import array

BATCH = 5_000


def rejudge_batch(post_id: int, limit: int = BATCH) -> int:
    """Give up to `limit` clicks that waited for this post a new verdict; return how many.

    Only clicks from before the decision: those after a refusal wait for the next post.
    """
    post = Post.objects.select_related("link__claim").get(pk=post_id)
    if post.status == Post.Status.IN_REVIEW:
        return 0
    with transaction.atomic():
        lock_claim(post.link.claim_id)
        found = _verdicts(post, limit)
        if found:
            _append(found)
    return len(found)


def _verdicts(post: Post, limit: int) -> list[tuple[NewVerdict, list[str]]]:
    campaign = post.link.claim.campaign_id
    approved = post.status == Post.Status.APPROVED
    found = []
    with connection.cursor() as cursor:
        cursor.execute(_HELD, {"link": post.link_id, "until": post.decided_at, "limit": limit,
                               "any_time": approved})  # fmt: skip
        for click_id, click_at, claim, link, reasons, seq in cursor:
            outcome, left = ruleset.after_review(reasons, approved)
            evidence: dict[str, Evidence] = {} if approved else {left[0]: {"post": post.pk}}
            verdict = NewVerdict(
                click_id, click_at, claim, campaign, link, seq + 1, outcome, left, evidence,
                post.decided_by_id,
            )  # fmt: skip
            found.append((verdict, reasons))
    return found


def _append(found: list[tuple[NewVerdict, list[str]]]) -> None:
    new = [verdict for verdict, _ in found]
    with connection.cursor() as cursor:
        ids = array(verdict.click_id for verdict in new)
        cursor.execute("DELETE FROM campaigns_heldclick WHERE click_id = ANY(%s::uuid[])", (ids,))
    verdicts.append(new, ruleset.VERSION)
    verdicts.take_from_totals((v.claim_id, v.hour, "held", reasons[0]) for v, reasons in found)
    verdicts.add_to_totals(verdict.cell for verdict in new)
    for campaign in sorted({v.campaign_id for v in new if v.outcome == "valid"}):
        outbox.put("payouts.settle", campaign_id=campaign)


_HELD = """
SELECT held.click_id, held.click_at, held.claim_id, held.link_id, held.reasons,
       (SELECT max(seq) FROM campaigns_verdict verdict
        WHERE verdict.click_at = held.click_at AND verdict.click_id = held.click_id)
FROM campaigns_heldclick held
WHERE held.link_id = %(link)s AND 'awaiting_review' = ANY(held.reasons)
  AND (%(any_time)s OR held.click_at <= %(until)s)
ORDER BY held.click_at, held.click_id
LIMIT %(limit)s
"""
