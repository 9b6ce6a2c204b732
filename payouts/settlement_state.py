"""What settlement must know of a click, and what follows: verdict and earning are compared.

A row of the queue says "look at this click again", whatever happened to it. So it does not matter
how often or in which order verdicts changed: the books follow the verdict that stands.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import Enum
from typing import NamedTuple
from uuid import UUID

from django.db import connection

from marketplace.array_literals import array


class Act(Enum):
    """What is to be done about a click."""

    PAY = "pay"
    SET_ASIDE = "set aside"
    GIVE_BACK = "give back"
    CLAW_BACK = "claw back"
    NOTHING = "nothing"


class Standing(NamedTuple):
    """A click with its verdict and its last earning, in cents; `seq` is 0 before the first.

    `set_aside_cents` is None unless it is set aside. `appealable`: rejected, and its influencer
    may still be heard.
    """

    click_id: UUID
    click_at: datetime
    claim_id: int
    link_id: int
    rate_cents: int
    outcome: str
    appealable: bool
    seq: int
    cents: int
    reason: str
    settled_at: datetime | None
    set_aside_cents: int | None

    @property
    def has_earned(self) -> bool:
        """Whether its last row earns; the even ones undo (payouts/models/earning.py)."""
        return self.seq % 2 == 1


class VerdictUnseen(RuntimeError):
    """A click waits for settlement whose verdict cannot be read."""


def act_on(click: Standing) -> Act:
    """Return what makes the books follow the verdict."""
    if not click.has_earned:
        return Act.PAY if click.outcome == "valid" else Act.NOTHING
    is_aside = click.set_aside_cents is not None
    if click.outcome == "valid":
        return Act.GIVE_BACK if is_aside else Act.NOTHING
    if click.outcome == "rejected" and not click.appealable:
        return Act.CLAW_BACK
    return Act.NOTHING if is_aside else Act.SET_ASIDE


def take(places: Iterable[str]) -> list[Standing]:
    """Take rows out of the queue and return the standings of their clicks, in click order.

    `places` are the ctids of rows that this transaction has locked, as it has their claims: a
    verdict that comes later waits for its row, and puts it again.

    Raises VerdictUnseen rather than let go of a click that it knows nothing about.
    """
    wanted = list(places)
    with connection.cursor() as cursor:
        cursor.execute(_STANDINGS, [array(wanted)])
        found = [Standing(*row) for row in cursor]
    if len(found) != len(wanted):
        raise VerdictUnseen(f"{len(wanted) - len(found)} of {len(wanted)} clicks have no verdict")
    return found


def by_act(standings: Sequence[Standing]) -> dict[Act, list[Standing]]:
    found: dict[Act, list[Standing]] = defaultdict(list)
    for click in standings:
        found[act_on(click)].append(click)
    return found


_STANDINGS = """
WITH queue AS (
    DELETE FROM campaigns_tosettle WHERE ctid = ANY(%s::tid[])
    RETURNING click_id, click_at, claim_id, link_id
)
SELECT queue.click_id, queue.click_at, queue.claim_id, queue.link_id, claim.rate_cents,
       verdict.outcome,
       verdict.outcome = 'rejected' AND EXISTS (
           SELECT FROM campaigns_appealableclick appealable
           WHERE appealable.click_id = queue.click_id),
       coalesce(earning.seq, 0), coalesce(earning.cents, 0), coalesce(earning.reason, ''),
       earning.settled_at, aside.cents
FROM queue
JOIN campaigns_claim claim ON claim.id = queue.claim_id
CROSS JOIN LATERAL (
    SELECT outcome FROM campaigns_verdict verdict
    WHERE verdict.click_at = queue.click_at AND verdict.click_id = queue.click_id
    ORDER BY seq DESC LIMIT 1) AS verdict
LEFT JOIN LATERAL (
    SELECT seq, cents, reason, settled_at FROM payouts_clickearning earning
    WHERE earning.click_id = queue.click_id ORDER BY seq DESC LIMIT 1) AS earning ON true
LEFT JOIN payouts_setaside aside ON aside.click_id = queue.click_id
ORDER BY queue.click_at, queue.click_id
"""
