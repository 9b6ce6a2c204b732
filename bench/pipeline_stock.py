"""What the pipeline bench works on: campaigns that never run dry, and spooled clicks."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta
from pathlib import Path

from uuid_utils import uuid7

from campaigns.clicks.forgetting import partitions
from campaigns.clicks.recording import record, spool
from campaigns.joining import claim_campaign
from campaigns.models import Campaign, Link
from marketplace.audience import Topic
from payouts.demo import demo_campaigns, demo_people
from payouts.demo.demo_from_log import influencer
from payouts.demo.traffic import BROWSERS

CAMPAIGNS = 10
CLAIMS = 20  # of each
BUDGET_CENTS = 10**11
PER_SEGMENT = 5_000
_VISITORS = itertools.count()


def make_links(*, has_beacon: bool = False) -> list[Link]:
    """Create live campaigns with CLAIMS claims each, each with an approved link."""
    cast = demo_people.invite()
    partitions.prepare()
    return [link for number in range(CAMPAIGNS) for link in _campaign(cast, number, has_beacon)]


def _campaign(cast: demo_people.Cast, number: int, has_beacon: bool) -> list[Link]:
    since = datetime.now(UTC) - timedelta(days=2)
    campaign = Campaign.objects.create(
        sponsor=cast.brands["rail"], buyer=cast.brands["rail"], title=f"Bench {number}",
        brief="Bench", has_beacon=has_beacon, category=Topic.TRAVEL,
        landing_url="https://rail-vert.example/", rate_cents=35, cap_cents=10**9,
        budget_cents=BUDGET_CENTS, starts_on=since.date(),
        ends_on=since.date() + timedelta(days=30), **demo_campaigns.for_everybody(cast.reviewer),
    )  # fmt: skip
    demo_campaigns.launch(campaign, cast.reviewer, cast.reviewer, since)
    owners = [influencer(f"bench-{number}-{claim}") for claim in range(CLAIMS)]
    claims = [claim_campaign.claim(campaign.pk, owner) for owner in owners]
    return [demo_campaigns.approved_link(claim, cast.reviewer, since) for claim in claims]


def spool_clicks(folder: Path, links: list[Link], count: int) -> None:
    """Write `count` clicks of as many visitors to the spool, as the redirect does."""
    folder.mkdir(parents=True, exist_ok=True)
    now = datetime.now(UTC).timestamp()
    for start in range(0, count, PER_SEGMENT):
        segment = spool.SegmentWriter(folder)
        numbers = range(start, min(start + PER_SEGMENT, count))
        lines = [_record(links, number, now + number / 1e6) for number in numbers]
        segment.append(record.encode_lines(lines))
        segment.finish()


def _record(links: list[Link], number: int, at: float) -> record.Record:
    link = links[number % len(links)]
    return record.Record(
        str(uuid7(nanoseconds=int(at * 1000) * 1_000_000)), link.pk, link.claim_id, "GET", "",
        BROWSERS[number % len(BROWSERS)], "https://www.facebook.com/", "fr-FR,fr;q=0.9",
        visitor(next(_VISITORS)),
    )  # fmt: skip


def visitor(number: int) -> str:
    """Return an address that no other visitor has (RFC 3849: for documentation)."""
    return f"2001:db8:{number >> 16:x}:{number & 0xFFFF:x}::1"
