"""Make what a log presupposes: an influencer for each owner, a claim's link for each link.

All claims count as approved and all campaigns as running, for as long as the log lasts. Ids
follow the names, so that the same log makes the same rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any, NamedTuple

from django.db import connection, transaction

from campaigns.models import Campaign, CampaignTransition, Claim, Link, Post
from marketplace.accounts.models import Influencer, Organisation, SocialAccount, User
from marketplace.array_literals import array
from marketplace.audience import Network, Tier

BATCH = 5_000
RATE_CENTS, CAP_CENTS, BUDGET_CENTS = 35, 10**9, 10**15  # nothing is settled
A_DAY = timedelta(days=1)


class Span(NamedTuple):
    """From the day before the first click to the day after the last (UTC)."""

    first: datetime
    last: datetime


def promise() -> Span:
    """Make what the lines of the log presuppose; return how long it all runs."""
    span = _span()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_TABLES)
        campaigns = _campaigns(span)
        owners = _influencers(span)
        claims = _claims(campaigns, owners, span)
        _links(claims, span)
    return span


def _span() -> Span:
    (first, last) = _rows("SELECT min(at), max(at) FROM replay_line")[0]
    return Span(_moment(first) - A_DAY, _moment(last) + A_DAY)


def _campaigns(span: Span) -> dict[str, Campaign]:
    names = [name for (name,) in _rows("SELECT DISTINCT campaign FROM replay_line ORDER BY 1")]
    brand = Organisation.objects.create(name="Replay", legal_name="Replay")
    made = Campaign.objects.bulk_create(
        Campaign(
            sponsor=brand, buyer=brand, title="Replay", landing_url="https://replay.example/",
            destination_url="https://replay.example/", is_political=False, tiers=list(Tier),
            everyday_confirmed_at=span.first, rate_cents=RATE_CENTS, cap_cents=CAP_CENTS,
            budget_cents=BUDGET_CENTS, starts_on=span.first.date(), ends_on=span.last.date(),
            status=Campaign.Status.LIVE, created_at=span.first,
        )
        for _ in names
    )  # fmt: skip
    CampaignTransition.objects.bulk_create(
        CampaignTransition(campaign=campaign, from_status="in_review", to_status="live",
                           at=span.first)
        for campaign in made
    )  # fmt: skip
    return dict(zip(names, made, strict=True))


def _influencers(span: Span) -> dict[str, int]:
    """Return the influencer's id of each name that owns a link or is stated as a clicker."""
    known = dict(_rows(_OWNERS))
    users = _in_bulk(
        User(email=f"{number}@replay.example", name="Replay", password="!")  # noqa: S106  none fits
        for number in range(len(known))
    )
    made = _in_bulk(
        Influencer(user=user, display_name=str(user.pk), is_adult=True, created_at=span.first)
        for user in users
    )
    _in_bulk(
        SocialAccount(
            influencer=one, network=Network.FACEBOOK, handle=f"replay-{one.pk}",
            followers=followers, status=SocialAccount.Status.PROVEN, proven_at=span.first,
        )
        for one, followers in zip(made, known.values(), strict=True)
        if followers is not None
    )  # fmt: skip
    ids = {name: one.pk for name, one in zip(known, made, strict=True)}
    _fill("replay_owner", (list(ids), list(ids.values())), "text[], bigint[]")
    return ids


def _claims(
    campaigns: dict[str, Campaign], owners: dict[str, int], span: Span
) -> dict[tuple[str, str], int]:
    pairs = _rows("SELECT DISTINCT campaign, owner FROM replay_line ORDER BY 1, 2")
    made = _in_bulk(
        Claim(campaign=campaigns[campaign], influencer_id=owners[owner], rate_cents=RATE_CENTS,
              cap_cents=CAP_CENTS, created_at=span.first)
        for campaign, owner in pairs
    )  # fmt: skip
    return {pair: claim.pk for pair, claim in zip(pairs, made, strict=True)}


def _links(claims: dict[tuple[str, str], int], span: Span) -> None:
    """A post whose time the log does not state counts as old: nothing is soon after it."""
    rows = _rows(_LINKS)
    made = _in_bulk(
        Link(claim_id=claims[campaign, owner], code=f"r{number}", created_at=span.first)
        for number, (campaign, owner, _link, _posted) in enumerate(rows)
    )
    _in_bulk(
        Post(link=link, url=f"https://replay.example/{link.code}", status=Post.Status.APPROVED,
             decided_at=span.first, created_at=span.first if posted is None else _moment(posted))
        for link, (_campaign, _owner, _link, posted) in zip(made, rows, strict=True)
    )  # fmt: skip
    names = [list(column) for column in zip(*rows, strict=True)][:3]
    ids = ([link.pk for link in made], [link.claim_id for link in made])
    _fill("replay_link", (*names, *ids), "text[], text[], text[], bigint[], bigint[]")


def _in_bulk(objects: Iterable[Any]) -> list[Any]:
    made: list[Any] = []
    source = iter(objects)
    while batch := list(islice(source, BATCH)):
        made += type(batch[0]).objects.bulk_create(batch)
    return made


def _fill(table: str, columns: Sequence[Sequence[Any]], types: str) -> None:
    values = ", ".join(f"%s::{kind}" for kind in types.split(", "))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} SELECT * FROM unnest({values})",  # noqa: S608  no text of others
            [array(column) for column in columns],
        )


def _rows(sql: str) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())


def _moment(milliseconds: int) -> datetime:
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=milliseconds)


_TABLES = """
CREATE TEMPORARY TABLE replay_owner (name text COLLATE "C" PRIMARY KEY, influencer_id bigint);
CREATE TEMPORARY TABLE replay_link (
    campaign text COLLATE "C", owner text COLLATE "C", link text COLLATE "C", link_id bigint,
    claim_id bigint, PRIMARY KEY (link, owner, campaign));
"""
_OWNERS = """
SELECT name, max(followers) FROM (
    SELECT owner AS name, max(followers) AS followers FROM replay_line GROUP BY owner
    UNION ALL SELECT DISTINCT clicker, NULL::bigint FROM replay_line WHERE clicker IS NOT NULL
) AS known
GROUP BY name ORDER BY name
"""
_LINKS = """
SELECT campaign, owner, link, min(posted) FROM replay_line
GROUP BY campaign, owner, link ORDER BY campaign, owner, link
"""
