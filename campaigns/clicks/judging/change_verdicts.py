"""Give clicks another verdict than the one that stands, and move all that follows from it.

A verdict is appended, never edited. The totals of the hour and of the link, the working set of
held clicks and the queue of settlement move with it, in one transaction under the lock of the
claim; money follows when settlement looks at the click again (payouts/settlement_state.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import connection

from campaigns.clicks.judging import (
    link_totals,
    restate_days,
    settlement_queue,
    write_verdicts,
)
from campaigns.clicks.judging.rules import ruleset
from campaigns.clicks.judging.rules.facts import Evidence
from campaigns.clicks.judging.write_verdicts import NewVerdict
from marketplace import outbox
from marketplace.array_literals import array


class Present(NamedTuple):
    """The verdict that stands. `was_valid`: it is, or was once, so it may have earned something."""

    click_id: UUID
    click_at: datetime
    claim_id: int
    link_id: int
    seq: int
    outcome: str
    reasons: list[str]
    was_valid: bool


class Decision(NamedTuple):
    """What a click is from now on: valid, held or rejected, and why."""

    outcome: str
    reasons: Sequence[str]
    evidence: dict[str, Evidence]


def present_verdicts(clicks: Iterable[tuple[UUID, datetime]]) -> list[Present]:
    """Return the verdicts that stand, in the order of the clicks; their claim must be locked."""
    columns = list(zip(*clicks, strict=True))
    if not columns:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_PRESENT, [array(column) for column in columns])
        return [Present(*row) for row in cursor]


def change_verdicts(
    campaign_id: int, decided: Iterable[tuple[Present, Decision]], by: int | None = None
) -> int:
    """Append these verdicts where they differ from those that stand; return how many.

    `by` is the id of the person who decided, None for a rule. The claim must be locked
    (campaigns/clicks/judging/take_waiting.py), and still be so at the commit.
    """
    changed = [(old, new) for old, new in decided if differs(old, new)]
    if changed:
        _append(campaign_id, sorted(changed, key=_in_order_of_clicks), by)
    return len(changed)


def differs(old: Present, new: Decision) -> bool:
    return (old.outcome, old.reasons) != (new.outcome, list(new.reasons))


def _in_order_of_clicks(one: tuple[Present, Decision]) -> tuple[datetime, UUID]:
    """The order of settlement too: queue rows are never locked in a circle."""
    return one[0].click_at, one[0].click_id


def _append(campaign_id: int, changed: list[tuple[Present, Decision]], by: int | None) -> None:
    old = [present for present, _ in changed]
    new = [_numbered(campaign_id, present, decision, by) for present, decision in changed]
    _let_go([present for present in old if present.outcome == "held"])
    write_verdicts.append(new, ruleset.VERSION)
    write_verdicts.take_from_totals(_cell(present) for present in old)
    write_verdicts.add_to_totals(verdict.cell for verdict in new)
    restate_days.note_restatement(
        [_cell(present) for present in old], [verdict.cell for verdict in new]
    )
    link_totals.take((present.link_id, present.outcome) for present in old)
    link_totals.add((verdict.link_id, verdict.outcome) for verdict in new)
    _wake_settlement(campaign_id, old, new)


def _numbered(campaign_id: int, old: Present, new: Decision, by: int | None) -> NewVerdict:
    return NewVerdict(
        old.click_id, old.click_at, old.claim_id, campaign_id, old.link_id, old.seq + 1, *new, by
    )


def _cell(old: Present) -> write_verdicts.Cell:
    hour = old.click_at.replace(minute=0, second=0, microsecond=0)
    return (old.claim_id, hour, old.outcome, old.reasons[0] if old.reasons else "")


def _let_go(held: Sequence[Present]) -> None:
    with connection.cursor() as cursor:
        ids = array(present.click_id for present in held)
        cursor.execute("DELETE FROM campaigns_heldclick WHERE click_id = ANY(%s::uuid[])", (ids,))


def _wake_settlement(campaign_id: int, old: list[Present], new: list[NewVerdict]) -> None:
    """Whatever may have earned something, or may earn something now, is looked at again."""
    lost = [verdict for present, verdict in zip(old, new, strict=True)
            if present.was_valid and verdict.outcome != "valid"]  # fmt: skip
    settlement_queue.look_again(verdict.queued for verdict in lost)
    if lost or any(verdict.outcome == "valid" for verdict in new):
        outbox.put("payouts.settle", campaign_id=campaign_id)


_PRESENT = """
SELECT verdict.click_id, verdict.click_at, click.claim_id, click.link_id, verdict.seq,
       verdict.outcome, verdict.reasons, verdict.was_valid
FROM unnest(%s::uuid[], %s::timestamptz[]) AS wanted (id, at)
JOIN campaigns_click click ON click.at = wanted.at AND click.id = wanted.id
CROSS JOIN LATERAL (
    SELECT click_id, click_at, seq, outcome, reasons,
           bool_or(outcome = 'valid') OVER () AS was_valid
    FROM campaigns_verdict verdict
    WHERE verdict.click_at = click.at AND verdict.click_id = click.id
    ORDER BY seq DESC LIMIT 1) AS verdict
ORDER BY verdict.click_at, verdict.click_id
"""
