"""Campaigns of the demo that not everybody may join at once, and a finding to judge."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db import transaction

from campaigns.joining import request_to_join
from campaigns.models import Campaign
from marketplace.accounts.findings.note_finding import note_finding
from marketplace.accounts.models import Finding
from marketplace.audience import Network, Tier, Topic
from marketplace.paris_days import paris_today
from payouts.demo import demo_campaigns
from payouts.demo.demo_people import Cast, domain_of

DAYS = 45
GATES: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("velo", "Racontez votre atelier vélo",
     {"admission": Campaign.Admission.CHOSEN, "rate_cents": 50, "category": Topic.SPORT,
      "brief": "Nous cherchons dix personnes qui réparent elles-mêmes."}),
    ("miel", "Goûter et dire",
     {"veto_hours": 24, "trial_cap_cents": 1_000, "rate_cents": 45, "category": Topic.FOOD,
      "forbidden_words": ["guérit"], "brief": "Un pot de miel, une tartine, votre avis."}),
    ("rail", "Un mois de trains de nuit",
     {"tiers": [Tier.NANO, Tier.MICRO], "networks": [Network.INSTAGRAM, Network.TIKTOK],
      "rate_cents": 90, "category": Topic.TRAVEL,
      "brief": "Quatre trajets, quatre messages, autant de réveils ailleurs."}),
)  # fmt: skip


def make(cast: Cast, since: date) -> list[Campaign]:
    """Create them, live since `since` (UTC); one has requests that wait for the brand."""
    made = [_campaign(cast, since, *gate) for gate in GATES]
    for influencer in cast.influencers[3:6]:
        request_to_join.ask_to_join(made[0].pk, influencer, "Mon vélo a vingt ans et roule encore.")
    pair = [one.pk for one in cast.influencers[7:9]]
    days = [(paris_today() - timedelta(days=n)).isoformat() for n in (1, 2)]
    note_finding(Finding.Kind.SAME_DEVICE, pair, {"days": days, "same_languages": True})
    return made


def _campaign(cast: Cast, since: date, brand: str, title: str, fields: dict[str, Any]) -> Campaign:
    sponsor = cast.brands[brand]
    buyer = cast.agency if brand == "rail" else sponsor
    booker = buyer.members.order_by("pk").first() or cast.reviewer
    values = {**demo_campaigns.for_everybody(booker), "cap_cents": 5_000, "budget_cents": 60_000,
              "landing_url": f"https://{domain_of(sponsor)}/offre", **fields}  # fmt: skip
    at = datetime.combine(since, time(6), UTC)
    with transaction.atomic():
        campaign = Campaign.objects.create(
            sponsor=sponsor, buyer=buyer, title=title, starts_on=since,
            ends_on=paris_today() + timedelta(days=DAYS), **values,
        )  # fmt: skip
        demo_campaigns.launch(campaign, booker, cast.reviewer, at)
    return campaign
