"""Campaigns of the demo at the rates and caps of January 2017, in varied states.

EUR 0.35 a click up to EUR 50 an influencer; EUR 0.70 up to EUR 60. The sponsors sell trains,
honey and bicycles: nothing political.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from campaigns.disclosure import decide_post, write_message
from campaigns.joining import claim_campaign
from campaigns.models import Campaign, Claim, LandingCheck, Link, Post
from campaigns.running import lifecycle
from marketplace.accounts.models import Organisation, User
from marketplace.audience import Tier, Topic
from marketplace.fetching.refusing import Reason
from marketplace.paris_days import paris_today
from payouts import escrow, ledger
from payouts.demo.demo_people import Cast, domain_of
from payouts.ledger import Kind

Status = Campaign.Status


@dataclass(frozen=True)
class Plan:
    """A campaign to be: what it says, what it pays (cents), and how it will stand."""

    title: str
    brief: str
    words: tuple[str, ...]
    rate_cents: int
    cap_cents: int
    budget_cents: int
    status: Status
    topic: Topic = Topic.TRAVEL


PLANS = {
    "miel": (
        Plan("Le miel de votre quartier", "Du miel récolté sur les toits, livré à vélo. Parlez de"
             " vos tartines.", ("miel",), 70, 6_000, 120_000, Status.LIVE, Topic.FOOD),
        Plan("Parrainez une ruche", "Une ruche à votre nom, quatre pots par an.", ("ruche",), 35,
             5_000, 60_000, Status.IN_REVIEW, Topic.CAUSES),
    ),
    "velo": (
        Plan("Essayez un vélo cargo", "Une semaine d’essai gratuite, à Lyon, Nantes et Lille.",
             ("essai",), 35, 5_000, 100_000, Status.LIVE),
        Plan("Les courses sans voiture", "Ce que l’on porte vraiment sur un vélo cargo.", (), 70,
             6_000, 50_000, Status.PAUSED),
        Plan("Rentrée à vélo", "Déposer les enfants à l’école sans klaxon.", ("vélo",), 35, 5_000,
             40_000, Status.ENDED),
    ),
    "rail": (
        Plan("La nuit, le train", "Un billet offert à qui partage son plus beau réveil en gare.",
             (), 35, 5_000, 80_000, Status.DRAFT),
        Plan("Un dimanche à la mer", "Allers-retours à 29 € vers la côte, réservés la veille.",
             ("mer",), 70, 6_000, 30_000, Status.EXHAUSTED),
        Plan("Partir en mai sans avion", "Trains de nuit vers Vienne, Berlin et Rome. Racontez un"
             " trajet que vous avez fait ou dont vous rêvez.", ("train",), 35, 5_000, 200_000,
             Status.LIVE),
    ),
}  # fmt: skip
SENTENCES = (
    "Trois jours à Vienne en train de nuit, réservé hier : le café au réveil vaut le voyage.",
    "Ce week-end, la mer, sans voiture ni avion, et le sable jusque dans le carnet.",
    "Le miel du toit d’en face, sur du pain encore chaud. Voilà mon dimanche.",
    "Une ruche au-dessus de la bibliothèque, et des abeilles plus ponctuelles que moi.",
    "J’ai fait mon essai sous la pluie : deux enfants, un sac de pommes, et le sourire.",
    "Mon vélo cargo porte tout, même la mauvaise humeur du lundi.",
)


def make(cast: Cast, since: date) -> list[Campaign]:
    """Create the campaigns, running since `since` (UTC), with claims, messages and posts."""
    made = []
    for name, plans in PLANS.items():
        sponsor = cast.brands[name]
        buyer = cast.agency if name == "rail" else sponsor
        made += [_campaign(plan, sponsor, buyer, cast, since) for plan in plans]
    return made


def fund(buyer: Organisation, cents: int) -> None:
    """Book a transfer large enough for what comes, under a reference of its own."""
    if ledger.balance(Kind.BRAND_FUNDS, organisation=buyer.pk) < cents:
        escrow.top_up(buyer.pk, cents, f"DEMO-{uuid4().hex[:12]}")


def launch(campaign: Campaign, by: User, reviewer: User, at: datetime) -> None:
    """Submit and approve a draft as of `at` (UTC): history that the demo brings with it."""
    fund(campaign.buyer, campaign.budget_cents)
    LandingCheck.objects.create(
        campaign=campaign, url=campaign.landing_url, outcome=Reason.UNRESOLVABLE
    )
    lifecycle.submit(campaign, by, at=at)
    escrow.launch(campaign, reviewer, at=at, reason="The demo's pages exist nowhere.")


def _campaign(
    plan: Plan, sponsor: Organisation, buyer: Organisation, cast: Cast, since: date
) -> Campaign:
    booker = buyer.members.order_by("pk").first() or cast.reviewer
    with transaction.atomic():
        campaign = Campaign.objects.create(
            sponsor=sponsor,
            buyer=buyer,
            title=plan.title,
            brief=plan.brief,
            landing_url=f"https://{domain_of(sponsor)}/offre",
            category=plan.topic,
            **for_everybody(booker),
            rate_cents=plan.rate_cents,
            cap_cents=plan.cap_cents,
            budget_cents=plan.budget_cents,
            starts_on=since,
            ends_on=paris_today() + timedelta(days=45),
            required_words=list(plan.words),
        )
        if plan.status == Status.IN_REVIEW:
            fund(buyer, plan.budget_cents)
            lifecycle.submit(campaign, booker)
        elif plan.status != Status.DRAFT:
            launch(campaign, booker, cast.reviewer, datetime.combine(since, time(6), UTC))
            _fill(campaign, cast)
    return campaign


def for_everybody(by: User) -> dict[str, Any]:
    """What a campaign must say of itself before everybody may join it."""
    return {
        "is_political": False,
        "tiers": list(Tier),
        "everyday_confirmed_at": timezone.now(),
        "everyday_confirmed_by": by,
    }


def _fill(campaign: Campaign, cast: Cast) -> None:
    """Let some influencers take part: most with an approved post, some still under way."""
    for number, influencer in enumerate(cast.influencers):
        if (number * 7 + campaign.pk * 3) % 10 < 5 or number == 0:
            claim = claim_campaign.claim(campaign.pk, influencer)
            _write_and_post(claim, number, cast.reviewer)


def _write_and_post(claim: Claim, number: int, reviewer: User) -> None:
    words = " ".join(claim.campaign.required_words)
    for sentence in (*SENTENCES[number % 6 :], f"{words} : mon coup de cœur du mois."):
        message = write_message.write(claim, sentence, "fr")
        if not message.findings:
            break
    link = claim.links.get()
    if number and number % 24 == 0:
        return
    post = decide_post.submit(link, f"https://social.example/p/{link.code}")
    if number and number % 19 == 0:
        return
    if number and number % 23 == 0:
        decide_post.refuse(post, reviewer, "Le mot « Publicité » n’est pas visible sans déplier.")
    else:
        decide_post.approve(post, reviewer)


def settle_states(campaigns: list[Campaign], by: User) -> None:
    """Once the traffic is in: pause and end those that the plans want paused and ended."""
    wanted = {plan.title: plan.status for plans in PLANS.values() for plan in plans}
    for campaign in campaigns:
        campaign.refresh_from_db()
        status = wanted[campaign.title]
        if campaign.status == Status.LIVE and status == Status.PAUSED:
            lifecycle.pause(campaign, by)
        elif campaign.status == Status.LIVE and status == Status.ENDED:
            lifecycle.end_campaign(campaign, by)


def approved_link(claim: Claim, reviewer: User, at: datetime) -> Link:
    """Return a new link of `claim` whose post was approved at `at` (UTC)."""
    link = Link.objects.create(claim=claim, code=claim_campaign.new_code())
    Post.objects.create(
        link=link,
        url=f"https://social.example/p/{link.code}",
        status=Post.Status.APPROVED,
        decided_by=reviewer,
        decided_at=at,
    )
    return link
