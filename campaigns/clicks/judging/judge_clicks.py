"""Step 4 of the way of a click: pass A, one click at a time, before anything is earned."""

from __future__ import annotations

import struct
from collections.abc import Sequence

from django.db import connection, transaction

from campaigns.clicks.judging import link_totals, load_earlier, take_waiting, write_verdicts
from campaigns.clicks.judging.load_earlier import Facts
from campaigns.clicks.judging.rules import ruleset
from campaigns.clicks.judging.rules.facts import Click, Visit
from campaigns.clicks.judging.take_waiting import Waiting
from campaigns.clicks.judging.write_verdicts import NewVerdict
from marketplace import binary_copy, outbox
from marketplace.array_literals import array
from marketplace.binary_copy import data, microseconds

BATCH = 5_000


def judge_batch(limit: int = BATCH) -> int:
    """Judge up to `limit` waiting clicks in one transaction and return how many.

    Killed in the middle, it leaves nothing behind and the clicks still waiting. Campaigns with
    valid clicks are announced to settlement through the outbox, in the same transaction.
    """
    with transaction.atomic():
        batch = take_waiting.take_waiting(limit)
        if batch:
            _judge(batch)
    return len(batch)


def judge_claim(claim_id: int, limit: int = BATCH) -> int:
    """Judge up to `limit` waiting clicks of one claim in one transaction and return how many."""
    with transaction.atomic():
        batch = take_waiting.take_of(claim_id, limit)
        if batch:
            _judge(batch)
    return len(batch)


def _judge(batch: Sequence[Waiting]) -> None:
    facts = load_earlier.load_earlier(batch)
    known = dict(facts.visits)
    found = [_verdict(click, facts) for click in batch]
    write_verdicts.append(found, ruleset.VERSION)
    write_verdicts.add_to_totals(verdict.cell for verdict in found)
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
    judgement = ruleset.judge_by_rules(click, facts.before(waits))
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


def _save_visits(facts: Facts, known: dict[load_earlier.VisitorOnClaim, Visit]) -> None:
    """New windows are nobody else's: their claims are locked."""
    opened, changed = {}, {}
    for key, visit in facts.visits.items():
        before = known.get(key)
        if before is None:
            opened[key] = visit
        elif before is not visit and before != visit:
            changed[key] = visit
    binary_copy.copy("campaigns_visitwindow", _WINDOW_COLUMNS, map(_window_row, opened.items()))
    if changed:
        rows = sorted((*key, *visit) for key, visit in changed.items())
        with connection.cursor() as cursor:
            cursor.execute(_MOVE_VISITS, [array(column) for column in zip(*rows, strict=True)])


def _window_row(window: tuple[load_earlier.VisitorOnClaim, Visit]) -> bytes:
    (claim, key), visit = window
    opened, last = microseconds(visit.opened_at), microseconds(visit.last_at)
    return _WINDOW.pack(4, 8, claim, 8, opened, 8, last) + data(key)


def _done(batch: Sequence[Waiting]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM campaigns_clicktojudge WHERE arrival = ANY(%s::bigint[])",
            [array(click.arrival for click in batch)],
        )


# The number of fields, then each behind its length; the key of the visitor follows.
_WINDOW = struct.Struct("!h i q i q i q")
_WINDOW_COLUMNS = "claim_id, opened_at, last_at, visitor_day"
_MOVE_VISITS = """
UPDATE campaigns_visitwindow AS known
SET opened_at = moved.opened_at, last_at = moved.last_at, saved_at = now()
FROM unnest(%s::bigint[], %s::bytea[], %s::timestamptz[], %s::timestamptz[])
    AS moved (claim_id, visitor_day, opened_at, last_at)
WHERE known.visitor_day = moved.visitor_day AND known.claim_id = moved.claim_id
"""
