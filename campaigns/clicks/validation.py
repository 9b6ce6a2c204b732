"""Step 4 of the way of a click: pass A, one click at a time, before anything is earned."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection, transaction

from campaigns.clicks import earlier, link_totals, verdicts, waiting
from campaigns.clicks.earlier import Facts
from campaigns.clicks.rules import ruleset
from campaigns.clicks.rules.facts import Click, Visit
from campaigns.clicks.verdicts import NewVerdict
from campaigns.clicks.waiting import Waiting
from marketplace import outbox
from marketplace.arrays import array

BATCH = 5_000


def judge_batch(limit: int = BATCH) -> int:
    """Judge up to `limit` waiting clicks in one transaction and return how many.

    Killed in the middle, it leaves nothing behind and the clicks still waiting. Campaigns with
    valid clicks are announced to settlement through the outbox, in the same transaction.
    """
    with transaction.atomic():
        batch = waiting.take(limit)
        if batch:
            _judge(batch)
    return len(batch)


def judge_claim(claim_id: int, limit: int = BATCH) -> int:
    """Judge up to `limit` waiting clicks of one claim in one transaction and return how many."""
    with transaction.atomic():
        batch = waiting.take_of(claim_id, limit)
        if batch:
            _judge(batch)
    return len(batch)


def _judge(batch: Sequence[Waiting]) -> None:
    facts = earlier.load(batch)
    known = dict(facts.visits)
    found = [_verdict(click, facts) for click in batch]
    verdicts.append(found, ruleset.VERSION)
    verdicts.add_to_totals(verdict.cell for verdict in found)
    link_totals.add((verdict.link_id, verdict.outcome) for verdict in found)
    _save_visits(facts, known)
    _done(batch)
    for campaign in sorted({v.campaign_id for v in found if v.outcome == "valid"}):
        outbox.put("payouts.settle", campaign_id=campaign)


def _verdict(waits: Waiting, facts: Facts) -> NewVerdict:
    click = Click(
        at=waits.at,
        method=waits.method,
        prefetch=waits.prefetch,
        agent=facts.agents[waits.user_agent_id],
        languages=waits.languages,
        late=waits.late,
        network=waits.network,
        referrer_class=waits.referrer_class,
        clicker_id=waits.clicker_id,
        clicker_stated=waits.clicker_stated,
    )
    judgement = ruleset.judge(click, facts.before(waits))
    if judgement.is_somebody_choosing:
        facts.note_visit(waits, counts=judgement.outcome != "rejected")
    return NewVerdict(
        click_id=waits.id,
        click_at=waits.at,
        claim_id=waits.claim_id,
        campaign_id=facts.campaigns[waits.claim_id],
        link_id=waits.link_id,
        seq=1,
        outcome=judgement.outcome,
        reasons=judgement.reasons,
        evidence=judgement.evidence,
    )


def _save_visits(facts: Facts, known: dict[earlier.VisitorOnClaim, Visit]) -> None:
    changed = sorted(
        (claim, key, visit.opened_at, visit.last_at)
        for (claim, key), visit in facts.visits.items()
        if known.get((claim, key)) != visit
    )
    if changed:
        with connection.cursor() as cursor:
            cursor.execute(_SAVE_VISITS, [array(column) for column in zip(*changed, strict=True)])


def _done(batch: Sequence[Waiting]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM campaigns_clicktojudge WHERE arrival = ANY(%s::bigint[])",
            [array(click.arrival for click in batch)],
        )


_SAVE_VISITS = """
INSERT INTO campaigns_visitwindow (claim_id, visitor_day, opened_at, last_at)
SELECT * FROM unnest(%s::bigint[], %s::bytea[], %s::timestamptz[], %s::timestamptz[])
ON CONFLICT (claim_id, visitor_day)
    DO UPDATE SET opened_at = excluded.opened_at, last_at = excluded.last_at, saved_at = now()
"""
