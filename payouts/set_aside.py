"""Keep back what clicks under suspicion have earned, and give it back when nothing came of it.

The money stays with the influencer as pending, but in no hold: it is not released. Taken from the
open holds of the claim, the latest due first, since what is due soonest was earned longest ago.
What had been released before cannot be kept back; `SetAside.cents` says what is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from django.db import connection

from campaigns.models import Campaign
from marketplace.array_literals import array
from payouts import settled_totals
from payouts.counters import sum_by_claim
from payouts.models import Hold, SetAside
from payouts.settlement_state import Standing


def set_aside(clicks: Sequence[Standing]) -> dict[UUID, int]:
    """Set earned clicks aside; their claims must be locked, and no hold of them be in release.

    Returns click id -> the cents of it that were still in holds, and now are not.
    """
    if not clicks:
        return {}
    reserved = _reserved_of_each(clicks, _take_from_holds(sum_by_claim(clicks)))
    columns = [
        array(click.click_id for click in clicks),
        array(click.claim_id for click in clicks),
        array(reserved[click.click_id] for click in clicks),
    ]
    with connection.cursor() as cursor:
        cursor.execute(_SET_ASIDE, columns)
    settled_totals.take(clicks)
    return reserved


def give_back(campaign: Campaign, clicks: Sequence[Standing]) -> None:
    """Put what was set aside into holds again.

    They end when those of the clicks would have ended, and not before tomorrow.
    """
    if not clicks:
        return
    back = [click for click in clicks if click.set_aside_cents]
    columns = [
        array(click.claim_id for click in back),
        array(click.set_aside_cents for click in back),
        array(str(click.settled_at) for click in back),
    ]
    with connection.cursor() as cursor:
        cursor.execute(_GIVE_BACK, [campaign.hold_days + 1, *columns])
    no_longer(clicks)
    settled_totals.add(clicks)


def no_longer(clicks: Sequence[Standing]) -> None:
    """Forget that clicks were set aside: their money is somewhere else."""
    SetAside.objects.filter(pk__in=[click.click_id for click in clicks]).delete()


def _take_from_holds(wanted: dict[int, int]) -> dict[int, int]:
    """Take up to `wanted` (claim id -> cents) from open holds; return what there was to take."""
    holds = Hold.objects.filter(claim_id__in=wanted, released_by=None, cents__gt=0)
    taken: dict[int, int] = defaultdict(int)
    left: dict[int, int] = {}
    for hold in holds.order_by("-due_at"):
        cents = min(hold.cents, wanted[hold.claim_id] - taken[hold.claim_id])
        taken[hold.claim_id] += cents
        left[hold.pk] = hold.cents - cents
    with connection.cursor() as cursor:
        cursor.execute(_HOLDS, [array(left), array(left.values())])
    return taken


def _reserved_of_each(clicks: Sequence[Standing], taken: dict[int, int]) -> dict[UUID, int]:
    """Give each click, in click order, its part of what was taken from its claim's holds."""
    reserved = {}
    for click in clicks:
        reserved[click.click_id] = min(click.cents, taken[click.claim_id])
        taken[click.claim_id] -= reserved[click.click_id]
    return reserved


_HOLDS = """
UPDATE payouts_hold hold SET cents = now_in.cents
FROM unnest(%s::bigint[], %s::int[]) AS now_in (id, cents) WHERE hold.id = now_in.id
"""
_SET_ASIDE = """
INSERT INTO payouts_setaside (click_id, claim_id, cents)
SELECT * FROM unnest(%s::uuid[], %s::bigint[], %s::int[])
"""
_GIVE_BACK = """
WITH back AS (
    SELECT claim_id, sum(cents) AS cents,
           greatest(paris_midnight(settled_at, %s),
                    paris_midnight(now(), 1)) AS due_at
    FROM unnest(%s::bigint[], %s::int[], %s::timestamptz[]) AS click (claim_id, cents, settled_at)
    GROUP BY 1, 3
), held AS (
    INSERT INTO payouts_hold AS hold (claim_id, due_at, cents) SELECT claim_id, due_at, cents
    FROM back ON CONFLICT (claim_id, due_at) WHERE released_by_id IS NULL
        DO UPDATE SET cents = hold.cents + excluded.cents
    RETURNING claim_id, due_at
)
UPDATE campaigns_claim claim SET pending_until = greatest(pending_until, held.due_at)
FROM (SELECT claim_id, max(due_at) AS due_at FROM held GROUP BY 1) AS held
WHERE claim.id = held.claim_id
"""
