"""Gather what waits for a reviewer, each with the facts that its order depends on.

A constant number of queries, whatever waits: facts of all, cards (desk_cards.py) of one page only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, OuterRef, Q, QuerySet, Subquery
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from campaigns.cases import at_stake
from campaigns.models import (
    Amendment,
    Appeal,
    Campaign,
    Case,
    Dispute,
    HeldClick,
    LandingCheck,
    LandingMatter,
    Post,
)
from campaigns.reviewing.desk_order import Facts, Weight, weigh
from campaigns.running.booking_conditions import missing_proof
from marketplace.accounts.models import Finding, Proof, StatementOfReasons
from marketplace.accounts.social.prove_account import waiting_accounts
from marketplace.audience import Tier

Gathered = Iterator[tuple[int, Facts]]
REFUSED = StatementOfReasons.Decision.REFUSED


@dataclass(frozen=True)
class Waiting:
    """One thing that waits: its kind, its id, since when (UTC) and how urgent it is."""

    kind: str
    pk: int
    since: datetime
    weight: Weight


def posts() -> Gathered:
    waiting = list(
        Post.objects.in_review().values_list(
            "pk", "created_at", "link_id", "link__claim__influencer_id",
            "link__claim__rate_cents", "link__claim__cap_cents", "link__claim__accrued_cents",
        )
    )  # fmt: skip
    held = _held([row[2] for row in waiting])
    people = {row[3] for row in waiting}
    approved = _posts_of(people, Post.objects.approved())
    refused = _posts_of(people, Post.objects.refused())
    for pk, since, link, influencer, rate, cap, accrued in waiting:
        yield (
            pk,
            Facts(
                since,
                money_cents=min(held[link] * rate, cap - accrued),
                clicks_held=held[link],
                newcomer=not approved[influencer],
                refusals=refused[influencer],
            ),
        )


def _held(links: Iterable[int]) -> Counter[int]:
    rows = HeldClick.objects.filter(link_id__in=links).order_by().values_list("link_id")
    return Counter(dict(rows.annotate(clicks=Count("pk"))))


def _posts_of(influencers: Iterable[int], decided: QuerySet[Post]) -> Counter[int]:
    theirs = decided.filter(link__claim__influencer__in=influencers)
    rows = theirs.order_by().values_list("link__claim__influencer")
    return Counter(dict(rows.annotate(posts=Count("pk"))))


def campaigns() -> Gathered:
    submitted = Q(transitions__to_status=Campaign.Status.IN_REVIEW)
    returned = Q(transitions__to_status=Campaign.Status.DRAFT)
    waiting = (
        Campaign.objects.in_review()
        .select_related("sponsor")
        .prefetch_related("sponsor__proofs")
        .annotate(since=Max("transitions__at", filter=submitted))
        .annotate(returned=Count("transitions", filter=returned), seen=LAST_LOOK)
    )
    ran = _sponsors_that_ran()
    for campaign in waiting:
        yield (
            campaign.pk,
            Facts(
                _since(campaign),
                money_cents=campaign.budget_cents,
                newcomer=campaign.sponsor_id not in ran,
                everyday=Tier.EVERYDAY in (campaign.tiers or list(Tier)),
                landing=_landing(getattr(campaign, "seen", None)),
                unproven=bool(missing_proof(campaign)),
                refusals=getattr(campaign, "returned", 0),
            ),
        )


def _since(campaign: Campaign) -> datetime:
    since: datetime = getattr(campaign, "since", None) or campaign.created_at
    return since


def _sponsors_that_ran() -> set[int]:
    ran = Campaign.objects.exclude(destination_url="").order_by()
    return set(ran.values_list("sponsor_id", flat=True).distinct())


LAST_LOOK = Subquery(
    LandingCheck.objects.filter(campaign=OuterRef("pk"), url=OuterRef("landing_url"))
    .order_by("-id")
    .values("outcome")[:1]
)


def _landing(outcome: str | None) -> str:
    if outcome is None:
        return "unseen"
    return "" if outcome == LandingCheck.OPENED else "failed"


def amendments() -> Gathered:
    waiting = Amendment.objects.in_review()
    rows = list(waiting.select_related("campaign"))
    looks = LandingCheck.objects.filter(campaign__in=[row.campaign_id for row in rows])
    seen = {(look.campaign_id, look.url): look.outcome for look in looks.order_by("id")}
    for row in rows:
        url = row.after.get("landing_url")
        yield (
            row.pk,
            Facts(
                row.created_at,
                money_cents=row.campaign.left_cents,
                landing=_landing(seen.get((row.campaign_id, url))) if url else "",
            ),
        )


def landings() -> Gathered:
    """Pages that are gone, or others than those that were approved, while campaigns run."""
    for matter in LandingMatter.objects.open().select_related("campaign"):
        failed = "failed" if matter.kind == LandingMatter.Kind.GONE else ""
        money = matter.campaign.left_cents
        yield matter.pk, Facts(matter.created_at, money_cents=money, landing=failed)


def disputes() -> Gathered:
    waiting = Dispute.objects.open().select_related("claim")
    for dispute in waiting:
        yield dispute.pk, Facts(dispute.created_at, money_cents=dispute.claim.pending_cents)


def cases() -> Gathered:
    """Clicks under suspicion: their money waits for the answer."""
    waiting = dict(Case.objects.open().values_list("pk", "opened_at"))
    stakes = at_stake.of_cases(waiting)
    for pk, since in waiting.items():
        stake = stakes.get(pk, at_stake.Stake())
        yield pk, Facts(since, money_cents=stake.cents, clicks_held=stake.clicks)


def appeals() -> Gathered:
    waiting = dict(Appeal.objects.open().values_list("pk", "at"))
    stakes = at_stake.of_appeals(waiting)
    for pk, since in waiting.items():
        stake = stakes.get(pk, at_stake.Stake())
        yield pk, Facts(since, money_cents=stake.cents, clicks_held=stake.clicks)


def accounts() -> Gathered:
    rows = list(waiting_accounts().values_list("pk", "asked_at", "followers"))
    about = StatementOfReasons.objects.filter(
        kind=StatementOfReasons.Kind.ACCOUNT, decision=REFUSED, about__in=[row[0] for row in rows]
    )
    refused = Counter(about.values_list("about", flat=True))
    for pk, since, followers in rows:
        if since is not None:
            yield pk, Facts(since, followers=followers, refusals=refused[pk])


def proofs() -> Gathered:
    """Numbers and domains that no machine could prove: a person can, by hand."""
    failed = Proof.objects.failed()
    for pk, since in failed.values_list("pk", "decided_at"):
        if since is not None:
            yield pk, Facts(since)


def findings() -> Gathered:
    waiting = Finding.objects.open()
    for pk, since in waiting.values_list("pk", "created_at"):
        yield pk, Facts(since, two_in_one=True)


KINDS: dict[str, tuple[str | Promise, Callable[[], Gathered]]] = {
    "post": (_("Posts"), posts),
    "campaign": (_("Campaigns"), campaigns),
    "amendment": (_("Changes"), amendments),
    "landing": (_("Landing pages"), landings),
    "case": (_("Cases"), cases),
    "appeal": (_("Appeals"), appeals),
    "dispute": (_("Questioned clicks"), disputes),
    "account": (_("Accounts"), accounts),
    "proof": (_("Proofs by hand"), proofs),
    "finding": (_("Findings"), findings),
}


def everything(now: datetime) -> list[Waiting]:
    """Return all that waits, the most urgent first."""
    found = [
        Waiting(kind, pk, facts.since, weigh(facts, now))
        for kind, (_words, gather) in KINDS.items()
        for pk, facts in gather()
    ]
    return sorted(found, key=lambda one: (-one.weight.hours, one.since, one.kind, one.pk))
