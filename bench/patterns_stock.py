"""What the bench of pass B looks at: claims by the ORM, ordinary clicks on them by SQL.

python -m bench.patterns_stock CLICKS prints the seconds that one read of all clicks takes.
"""

from __future__ import annotations

import sys
import time
from datetime import UTC, date, datetime, timedelta

import django
from django.db import connection

CLICKS_A_CLAIM = 400
CLAIMS_A_CAMPAIGN = 1_000
DAYS = 14
CHUNK = 250_000


def fill(size: int) -> float:
    """Make `size` clicks with their verdicts and totals; return the seconds one read takes."""
    claims = max(20, size // CLICKS_A_CLAIM)
    _promise(claims)
    _prepare_days()
    with connection.cursor() as cursor:
        cursor.execute("SELECT setseed(0.5)")
        for first in range(0, size, CHUNK):
            last = min(first + CHUNK, size)
            cursor.execute(_CLICKS, {"first": first + 1, "last": last, "claims": claims})
        cursor.execute(_VERDICTS)
        cursor.execute(_TOTALS)
        began = time.monotonic()
        cursor.execute("SELECT count(*), count(referrer_host) FROM campaigns_click")
        assert cursor.fetchone() == (size, size)
        return time.monotonic() - began


def _promise(claims: int) -> None:
    from campaigns.models import Campaign, Claim, Link, Post
    from marketplace.accounts.models import Influencer, Organisation, SocialAccount, User
    from marketplace.audience import Network, Tier

    since = datetime.now(UTC) - timedelta(days=DAYS + 1)
    brand = Organisation.objects.create(name="Bench", legal_name="Bench")
    campaigns = Campaign.objects.bulk_create(
        Campaign(
            sponsor=brand, buyer=brand, title="Bench", landing_url="https://bench.example/",
            destination_url="https://bench.example/", is_political=False, tiers=list(Tier),
            everyday_confirmed_at=since, rate_cents=35, cap_cents=10**9, budget_cents=10**15,
            starts_on=since.date(), ends_on=since.date() + timedelta(days=60),
            status=Campaign.Status.LIVE,
        )
        for _ in range(1 + claims // CLAIMS_A_CAMPAIGN)
    )  # fmt: skip
    users = User.objects.bulk_create(
        (User(email=f"{n}@bench.example", name="Bench", password="!") for n in range(claims)),  # noqa: S106
        batch_size=5_000,
    )
    people = Influencer.objects.bulk_create(
        (Influencer(user=u, display_name=str(u.pk), is_adult=True) for u in users),
        batch_size=5_000,
    )
    SocialAccount.objects.bulk_create(
        (
            SocialAccount(
                influencer=one, network=Network.FACEBOOK, handle=f"bench-{one.pk}",
                followers=3_000, status=SocialAccount.Status.PROVEN, proven_at=since,
            )
            for one in people
        ),
        batch_size=5_000,
    )  # fmt: skip
    made = Claim.objects.bulk_create(
        (
            Claim(campaign=campaigns[n % len(campaigns)], influencer=one, rate_cents=35,
                  cap_cents=10**9)
            for n, one in enumerate(people)
        ),
        batch_size=5_000,
    )  # fmt: skip
    links = Link.objects.bulk_create(
        (Link(claim=one, code=f"b{one.pk}") for one in made), batch_size=5_000
    )
    Post.objects.bulk_create(
        (
            Post(link=one, url="https://bench.example/p", status="approved", decided_at=since)
            for one in links
        ),
        batch_size=5_000,
    )
    with connection.cursor() as cursor:
        cursor.execute(_POSTED, [DAYS, DAYS])


def _prepare_days() -> None:
    from campaigns.clicks.forgetting import partitions

    today = date.today()  # noqa: DTZ011
    partitions.ensure(today - timedelta(days=DAYS + 2), today + timedelta(days=1))


_POSTED = """
UPDATE campaigns_post
SET created_at = now() - make_interval(days => %s) + random() * make_interval(days => %s - 1)
"""
# Delays log-normal with a median of 3.6 hours; one click in fifty by another influencer.
_CLICKS = """
WITH post AS (
    SELECT row_number() OVER (ORDER BY link.id) - 1 AS place, link.id AS link_id, link.claim_id,
           post.created_at
    FROM campaigns_post post JOIN campaigns_link link ON link.id = post.link_id
), people AS (
    SELECT array_agg(id) AS ids FROM accounts_influencer
), click AS (
    SELECT n, post.*, date_trunc('milliseconds', least(
               post.created_at + exp(9.47 + 1.3 * random_normal()) * interval '1 second',
               now())) AS at
    FROM generate_series(%(first)s, %(last)s) AS n JOIN post ON post.place = n %% %(claims)s
)
INSERT INTO campaigns_click (id, at, link_id, claim_id, method, prefetch, user_agent_id,
    referrer_host, referrer_class, languages, visitor_day, visitor_period, clicker_id)
SELECT (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || '7000a000'
        || lpad(to_hex(n), 12, '0'))::uuid,
       at, link_id, claim_id, 'GET', false, 1,
       CASE WHEN random() < 0.25 THEN '' ELSE 'm.facebook.com' END, '', 'fr',
       int8send(n), int8send(n),
       CASE WHEN n %% 50 = 0 THEN ids[1 + floor(random() * array_length(ids, 1))::int] END
FROM click, people
"""
_VERDICTS = """
INSERT INTO campaigns_verdict (click_at, click_id, seq, outcome, reasons, ruleset)
SELECT at, id, 1, 'valid', '{}', 'bench' FROM campaigns_click
"""
_TOTALS = """
INSERT INTO campaigns_hourlyverdict (claim_id, hour, verdict, reason, clicks)
SELECT claim_id, date_trunc('hour', at), 'valid', '', count(*) FROM campaigns_click GROUP BY 1, 2
"""

if __name__ == "__main__":
    django.setup()
    print(fill(int(sys.argv[1])))
