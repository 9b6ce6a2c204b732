"""Judge held clicks again once their post is decided, or once nobody will decide any more."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from django.db import connection, transaction

from campaigns.clicks import link_totals, verdicts
from campaigns.clicks.rules import awaiting_review, ruleset
from campaigns.clicks.rules.facts import Evidence
from campaigns.clicks.verdicts import NewVerdict
from campaigns.clicks.waiting import lock_claim
from campaigns.models import Claim, Link, Post
from marketplace import outbox
from marketplace.arrays import array

BATCH = 5_000
Waiting = Mapping[str, str | int | datetime | None]  # what the query asks for
Decision = tuple[str, list[str], dict[str, Evidence]]  # outcome, reasons, evidence


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
        return outcome, left, {} if approved else {left[0]: {"post": post.pk}}

    waiting: Waiting = {"link": post.link_id, "reason": awaiting_review.RULE.code, "limit": limit,
               "until": None if approved else post.decided_at}  # fmt: skip
    return _rejudge(post.link.claim, waiting, judge_again, post.decided_by_id)


def give_up_batch(link: Link, limit: int = BATCH) -> int:
    """Reject up to `limit` held clicks of a link for the reasons that held them; return how many.

    For links of campaigns that ended long ago: nobody will decide these clicks any more, and
    what is left of the budget waits for them.
    """

    def give_up(reasons: list[str]) -> Decision:
        return "rejected", reasons, {reasons[0]: {"undecided": "campaign over"}}

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
        found = []
        with connection.cursor() as cursor:
            cursor.execute(_HELD, waiting)
            for click_id, click_at, claim_id, link_id, reasons, seq in cursor:
                verdict = NewVerdict(
                    click_id, click_at, claim_id, claim.campaign_id, link_id, seq + 1,
                    *decide(reasons), decided_by,
                )  # fmt: skip
                found.append((verdict, reasons))
        if found:
            _append(found)
    return len(found)


def _append(found: list[tuple[NewVerdict, list[str]]]) -> None:
    new = [verdict for verdict, _ in found]
    with connection.cursor() as cursor:
        ids = array(verdict.click_id for verdict in new)
        cursor.execute("DELETE FROM campaigns_heldclick WHERE click_id = ANY(%s::uuid[])", (ids,))
    verdicts.append(new, ruleset.VERSION)
    verdicts.take_from_totals((v.claim_id, v.hour, "held", reasons[0]) for v, reasons in found)
    verdicts.add_to_totals(verdict.cell for verdict in new)
    link_totals.take((verdict.link_id, "held") for verdict in new)
    link_totals.add((verdict.link_id, verdict.outcome) for verdict in new)
    for campaign in sorted({v.campaign_id for v in new if v.outcome == "valid"}):
        outbox.put("payouts.settle", campaign_id=campaign)


_HELD = """
SELECT held.click_id, held.click_at, held.claim_id, held.link_id, held.reasons,
       (SELECT max(seq) FROM campaigns_verdict verdict
        WHERE verdict.click_at = held.click_at AND verdict.click_id = held.click_id)
FROM campaigns_heldclick held
WHERE held.link_id = %(link)s
  AND (%(reason)s::text IS NULL OR %(reason)s = ANY(held.reasons))
  AND (%(until)s::timestamptz IS NULL OR held.click_at <= %(until)s)
ORDER BY held.click_at, held.click_id
LIMIT %(limit)s
"""
