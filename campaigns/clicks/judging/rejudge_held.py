"""Judge held clicks again once their post is decided, or once nobody will decide any more."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from django.db import connection, transaction

from campaigns.clicks.judging.change_verdicts import Decision, Present, change_verdicts
from campaigns.clicks.judging.rules import awaiting_review, ruleset
from campaigns.clicks.judging.take_waiting import lock_claim
from campaigns.models import Claim, Link, Post

BATCH = 5_000
Waiting = Mapping[str, str | int | datetime | None]  # what the query asks for


def rejudge_batch(post_id: int, limit: int = BATCH) -> int:
    """Give up to `limit` clicks that waited for this post a new verdict; return how many.

    Only clicks from before the decision: those after a refusal wait for the next post.
    """
    post = Post.objects.select_related("link__claim").get(pk=post_id)
    if post.status == Post.Status.IN_REVIEW:
        return 0
    approved = post.status == Post.Status.APPROVED

    def judge_again(reasons: list[str]) -> Decision:
        outcome, left = ruleset.after_review(reasons, approved)
        return Decision(outcome, left, {} if approved else {left[0]: {"post": post.pk}})

    waiting: Waiting = {"link": post.link_id, "reason": awaiting_review.RULE.code, "limit": limit,
               "until": None if approved else post.decided_at}  # fmt: skip
    return _rejudge(post.link.claim, waiting, judge_again, post.decided_by_id)


def give_up_batch(link: Link, limit: int = BATCH) -> int:
    """Reject up to `limit` held clicks of a link for the reasons that held them; return how many.

    For links of campaigns that ended long ago: nobody will decide these clicks any more, and
    what is left of the budget waits for them. Those of an open case a person decides.
    """

    def give_up(reasons: list[str]) -> Decision:
        return Decision("rejected", reasons, {reasons[0]: {"undecided": "campaign over"}})

    waiting: Waiting = {"link": link.pk, "reason": None, "limit": limit, "until": None}
    return _rejudge(link.claim, waiting, give_up, decided_by=None)


def _rejudge(
    claim: Claim,
    waiting: Waiting,
    decide: Callable[[list[str]], Decision],
    decided_by: int | None,
) -> int:
    with transaction.atomic():
        lock_claim(claim.pk)
        with connection.cursor() as cursor:
            cursor.execute(_HELD, waiting)
            held = [Present(*row) for row in cursor]
        decided = [(present, decide(present.reasons)) for present in held]
        return change_verdicts(claim.campaign_id, decided, decided_by)


_HELD = """
SELECT held.click_id, held.click_at, held.claim_id, held.link_id, last.seq, 'held', held.reasons,
       last.was_valid
FROM campaigns_heldclick held
CROSS JOIN LATERAL (
    SELECT max(seq) AS seq, bool_or(outcome = 'valid') AS was_valid
    FROM campaigns_verdict verdict
    WHERE verdict.click_at = held.click_at AND verdict.click_id = held.click_id) AS last
WHERE held.link_id = %(link)s
  AND (%(reason)s::text = ANY(held.reasons)
       OR (%(reason)s::text IS NULL AND NOT EXISTS (
            SELECT FROM campaigns_caseclick undecided
            WHERE undecided.click_id = held.click_id AND undecided.outcome = '')))
  AND (%(until)s::timestamptz IS NULL OR held.click_at <= %(until)s)
ORDER BY held.click_at, held.click_id
LIMIT %(limit)s
"""
