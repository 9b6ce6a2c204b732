"""Cases of the demo: a ring, an incitement and a script for a reviewer, one decided and appealed.

The suspicions are made up; holding, deciding, appealing and settling are the product's own. Done
once the traffic is judged and settled.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from itertools import islice

from django.db import connection

from campaigns.cases import appeal_case, decide_case, open_case
from campaigns.cases.suspicion import Suspect, Suspicion
from campaigns.models import Campaign, Case, Claim
from marketplace.accounts.models import User
from payouts import earnings

DECIDED, OPEN = "Partir en mai sans avion", "Le miel de votre quartier"


def leave(decider: User) -> None:
    """Leave cases to decide on a campaign of a brand, and a decided one that Lina appeals."""
    _lina(Campaign.objects.get(title=DECIDED), decider)
    campaign = Campaign.objects.get(title=OPEN)
    claims = list(campaign.claims.order_by("-accrued_cents", "pk")[:7])
    open_case.hold(_ring(campaign, claims[:5]))
    open_case.hold(_incited(campaign, claims[5]))
    open_case.hold(_script(campaign, claims[6]))
    for one in (campaign, Campaign.objects.get(title=DECIDED)):
        while earnings.settle_batch(one.pk):
            pass


def _lina(campaign: Campaign, decider: User) -> None:
    claim = campaign.claims.get(influencer__user__email="lina@franc.example")
    spike, script = _spike(campaign, claim), _script(campaign, claim)
    open_case.hold(script)
    open_case.hold(spike)
    case = Case.objects.get(key=script.key)
    decide_case.decide_case(
        case.pk, decider,
        "rejected",
        "The clicks were made by a program: their rhythm is not that of people.",
    )  # fmt: skip
    appeal_case.appeal(case.pk, claim, "C’était à la gare, pendant la fête du train : le lien était"
                     " affiché au stand et les gens passaient l’un après l’autre.")  # fmt: skip


def _ring(campaign: Campaign, claims: Sequence[Claim]) -> Suspicion:
    members = [claim.influencer_id for claim in claims]
    edges = [
        (source, target, 3 + (a * 7 + b * 3) % 9)
        for a, source in enumerate(members)
        for b, target in enumerate(members)
        if a != b and (a + b) % 4
    ]
    clicks = [click for claim in claims for click in islice(_clicks(claim), 6)]
    evidence = {"members": members, "edges": edges}
    return Suspicion("ring", f"ring:demo:{campaign.pk}", campaign.pk, clicks, evidence)


def _incited(campaign: Campaign, claim: Claim) -> Suspicion:
    clicks = _clicks(claim)[:14]
    posted_at = clicks[0].at - timedelta(minutes=4)
    shape = (0, 1, 9, 14, 11, 6, 4, 2, 1, 1, 0, 1)
    bins = [
        ((posted_at + timedelta(minutes=10 * step)).isoformat(), count, max(0, count - 2))
        for step, count in enumerate(shape)
    ]
    evidence = {
        "posted_at": (posted_at + timedelta(minutes=15)).isoformat(),
        "bins": bins,
        "features": {"soon": [0.82, 0.21], "per_follower": [0.31, 0.03],
                     "no_referrer": [0.74, 0.24], "words": [2, 0]},
    }  # fmt: skip
    return Suspicion("incited", f"incited:demo:{claim.pk}", campaign.pk, clicks, evidence)


def _script(campaign: Campaign, claim: Claim) -> Suspicion:
    clicks = _clicks(claim)[5:17]
    gaps = [round(47 + 5 * ((step * 37) % 11 - 5) / 5, 1) for step in range(30)]
    evidence = {"gaps": gaps, "cv": 0.07, "period": 47}
    return Suspicion("script", f"script:demo:{claim.pk}", campaign.pk, clicks, evidence)


def _spike(campaign: Campaign, claim: Claim) -> Suspicion:
    clicks = _clicks(claim)[:5]
    hours = [
        ((clicks[0].at + timedelta(hours=step)).replace(minute=0).isoformat(), count)
        for step, count in enumerate((4, 6, 5, 8, 7, 160, 32, 9, 6))
    ]
    evidence = {"hours": hours, "limit": 118}
    return Suspicion("spike", f"spike:demo:{claim.pk}", campaign.pk, clicks, evidence)


def _clicks(claim: Claim) -> list[Suspect]:
    """The valid clicks of a claim, the earliest first."""
    with connection.cursor() as cursor:
        cursor.execute(_VALID, [claim.pk])
        return [Suspect(*row) for row in cursor]


_VALID = """
SELECT click.id, click.at, click.claim_id, click.link_id FROM campaigns_click click
CROSS JOIN LATERAL (
    SELECT outcome FROM campaigns_verdict verdict
    WHERE verdict.click_at = click.at AND verdict.click_id = click.id
    ORDER BY seq DESC LIMIT 1) AS verdict
WHERE click.claim_id = %s AND verdict.outcome = 'valid' ORDER BY click.at, click.id
"""
