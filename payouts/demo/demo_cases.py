"""Cases of the demo: a ring, an incitement and a script for a reviewer, one decided and appealed.

The suspicions are made up, their figures are those of the clicks that they hold; holding,
deciding, appealing and settling are the product's own. Done once the traffic is judged and settled.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import mean, pstdev
from uuid import UUID

from django.db import connection

from campaigns.cases import appeal_case, decide_case, open_case
from campaigns.cases.suspicion import Suspect, Suspicion
from campaigns.disclosure import incitement
from campaigns.models import Campaign, Case, Claim, Post
from marketplace.accounts.models import User
from payouts import earnings

DECIDED, OPEN = "Partir en mai sans avion", "Le miel de votre quartier"
ASKING = "Cliquez sur mon lien, ça m’aide !"
HOUR, BEATS = timedelta(hours=1), 12


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
    """Each member's links were clicked by the others: as often as there are clicks of it."""
    members = [claim.influencer_id for claim in claims]
    clicks: list[Suspect] = []
    edges: Counter[tuple[int, int]] = Counter()
    for target, claim in enumerate(claims):
        for turn, click in enumerate(_clicks(claim)[:6]):
            clicks.append(click)
            source = (target + 1 + turn % (len(claims) - 1)) % len(claims)
            edges[members[source], members[target]] += 1
    evidence = {"members": members, "edges": [(a, b, n) for (a, b), n in sorted(edges.items())]}
    return Suspicion("ring", f"ring:demo:{campaign.pk}", campaign.pk, clicks, evidence)


def _incited(campaign: Campaign, claim: Claim) -> Suspicion:
    """Clicks after a post whose words ask for them."""
    every = _clicks(claim)
    post = Post.objects.filter(link__claim=claim).order_by("pk").first()
    posted_at = min(post.created_at, every[0].at) if post else every[0].at
    if post:
        Post.objects.filter(pk=post.pk).update(words=ASKING, created_at=posted_at)
    after = [click for click in every if click.at >= posted_at]
    clicks = after[:14]
    soon = sum(1 for click in every if click.at - posted_at < timedelta(days=1))
    evidence = {
        "posted_at": posted_at.isoformat(),
        "bins": _bins(posted_at, after, {click.click_id for click in clicks}),
        "features": {"clicks": [len(clicks), 0], "soon": [soon / len(every), 0.21],
                     "words": [incitement.score(ASKING), 0]},
    }  # fmt: skip
    return Suspicion("incited", f"incited:demo:{claim.pk}", campaign.pk, clicks, evidence)


def _bins(
    posted_at: datetime, clicks: Sequence[Suspect], held: Collection[UUID]
) -> list[tuple[str, int, int]]:
    """Clicks, and those held, by hours after the post, until some hours after the last held."""
    last = max(click.at for click in clicks if click.click_id in held)
    hours = int((last - posted_at) / HOUR) + 4
    rows = []
    for start in (posted_at + step * HOUR for step in range(hours)):
        here = [click for click in clicks if start <= click.at < start + HOUR]
        rows.append((start.isoformat(), len(here), sum(c.click_id in held for c in here)))
    return rows


def _script(campaign: Campaign, claim: Claim) -> Suspicion:
    """The clicks of the claim that are nearest to a beat; the figures are theirs."""
    clicks = _evenest(_clicks(claim))
    gaps = _gaps(clicks)
    evidence = {
        "gaps": [round(gap, 1) for gap in gaps],
        "cv": round(pstdev(gaps) / mean(gaps), 3),
        "period": round(mean(gaps), 1),
    }
    return Suspicion("script", f"script:demo:{claim.pk}", campaign.pk, clicks, evidence)


def _evenest(clicks: Sequence[Suspect]) -> list[Suspect]:
    """Return a dozen clicks whose gaps vary least, of those nearest to beats of many periods."""
    span = (clicks[-1].at - clicks[0].at).total_seconds()
    chains = []
    for share in range(20, 100, 2):
        beat = span * share / 100 / (BEATS - 1)
        times = [clicks[0].at + timedelta(seconds=beat * step) for step in range(BEATS)]
        nearest = {min(clicks, key=lambda click: abs(click.at - time)) for time in times}
        if len(nearest) == min(BEATS, len(clicks)):
            chains.append(sorted(nearest, key=lambda click: click.at))
    chosen = min(chains, key=lambda chain: pstdev(_gaps(chain)) / mean(_gaps(chain)), default=None)
    return chosen or list(clicks[:BEATS])


def _gaps(clicks: Sequence[Suspect]) -> list[float]:
    """Seconds between them."""
    return [(b.at - a.at).total_seconds() for a, b in pairwise(clicks)]


def _spike(campaign: Campaign, claim: Claim) -> Suspicion:
    """The fullest hour of the claim, with those around it."""
    every = _clicks(claim)
    by_hour = Counter(click.at.replace(minute=0, second=0, microsecond=0) for click in every)
    peak, most = max(by_hour.items(), key=lambda one: (one[1], one[0]))
    around = [peak + step * HOUR for step in range(-5, 4)]
    others = sorted(by_hour[hour] for hour in around if hour != peak)
    evidence = {
        "hours": [(hour.isoformat(), by_hour[hour]) for hour in around],
        "limit": min(most - 1, 2 * others[len(others) // 2] + 1) or 1,
    }
    clicks = [click for click in every if peak <= click.at < peak + HOUR]
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
