"""A real click log becomes a demo: its owners become influencers, its links claims' links."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from campaigns.disclosure import disclosure_policy
from campaigns.joining import claim_campaign
from campaigns.models import Campaign, Claim, Link, Message, Post
from marketplace.accounts.models import Influencer, User
from marketplace.accounts.social import list_account
from marketplace.audience import Network, Topic
from marketplace.paris_days import paris_today
from payouts.demo import demo_campaigns
from payouts.demo.clicklog import LoggedClick, shift
from payouts.demo.demo_people import Cast, user

RATE_CENTS, CAP_CENTS, BUDGET_CENTS = 35, 5_000, 1_500_000
DEAR_RATE_CENTS, DEAR_CAP_CENTS, DEAR_BUDGET_CENTS = 70, 6_000, 60_000


def moved(clicks: Sequence[LoggedClick]) -> list[LoggedClick]:
    """Return the clicks in order of time, moved by whole days so that they end yesterday."""
    by = shift(list(clicks), timezone.now())
    return sorted((replace(c, at=c.at + by) for c in clicks), key=lambda click: click.at)


def promise(cast: Cast, clicks: Sequence[LoggedClick]) -> tuple[list[Campaign], dict[str, str]]:
    """Create two campaigns with a claim for each owner; return them and link -> code.

    One owner in eight takes part in the dearer campaign, whose budget will not last.
    """
    since = clicks[0].at.astimezone(UTC) - timedelta(days=1)
    campaigns = [
        _campaign(cast, "Un lien, un vrai", RATE_CENTS, CAP_CENTS, BUDGET_CENTS, since),
        _campaign(cast, "Le double, dit tout haut", DEAR_RATE_CENTS, DEAR_CAP_CENTS,
                  DEAR_BUDGET_CENTS, since),
    ]  # fmt: skip
    owners = sorted({click.owner for click in clicks})
    with transaction.atomic():
        claims = {
            owner: claim_campaign.claim(campaigns[number % 8 == 7].pk, influencer(owner))
            for number, owner in enumerate(owners)
        }
        codes = _links(claims, clicks, cast.reviewer, since)
    return campaigns, codes


def _campaign(
    cast: Cast, title: str, rate: int, cap: int, budget: int, since: datetime
) -> Campaign:
    sponsor = cast.brands["rail"]
    booker = cast.agency.members.get()
    campaign = Campaign.objects.create(
        sponsor=sponsor, buyer=cast.agency, title=title, brief="Une semaine de vrais clics.",
        landing_url="https://rail-vert.example/offre", category=Topic.TRAVEL,
        rate_cents=rate, cap_cents=cap,
        budget_cents=budget, starts_on=since.date(),
        ends_on=paris_today() + timedelta(days=30), **demo_campaigns.for_everybody(booker),
    )  # fmt: skip
    at = datetime.combine(since.date(), time(0), UTC)
    demo_campaigns.launch(campaign, booker, cast.reviewer, at)
    return campaign


def influencer(owner: str) -> Influencer:
    # Nobody signs in as one of these: hundreds of passwords would only take time to hash.
    person = user(f"{owner}@log.example", f"Compte {owner[-4:]}", User.Role.INFLUENCER, password="")
    found, new = Influencer.objects.get_or_create(
        user=person,
        defaults={"display_name": person.name, "languages": ["fr"], "is_adult": True},
    )
    if new:
        list_account.add(found, Network.FACEBOOK, owner, followers=400)
    return found


def _links(
    claims: dict[str, Claim], clicks: Sequence[LoggedClick], reviewer: User, at: datetime
) -> dict[str, str]:
    """Give each link of the log a link of its owner's claim, with an approved message and post."""
    owner_of = {click.link: click.owner for click in clicks}
    Message.objects.bulk_create(
        Message(
            claim=claim,
            label=disclosure_policy.label_for("fr"),
            body="Trois jours en train de nuit.",
            status=Message.Status.ACCEPTED,
            policy=disclosure_policy.VERSION,
        )
        for claim in claims.values()
    )
    names = sorted(owner_of)
    made = Link.objects.bulk_create(
        Link(claim=claims[owner_of[name]], code=claim_campaign.new_code()) for name in names
    )
    Post.objects.bulk_create(
        Post(link=link, url=f"https://social.example/p/{link.code}", status=Post.Status.APPROVED,
             decided_by=reviewer, decided_at=at)
        for link in made
    )  # fmt: skip
    return {name: link.code for name, link in zip(names, made, strict=True)}
