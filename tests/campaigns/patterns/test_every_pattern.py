"""Every reason of pass B, reached as clicks reach it: spool, shipper, judge, look, and its case."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection
from django.utils import timezone

from campaigns.clicks.judging import judge_clicks
from campaigns.clicks.recording.record import Record
from campaigns.clicks.shipping.ship_segments import ship_waiting
from campaigns.clicks.visitors.visitor_keys import visitor_keys
from campaigns.models import Case, HeldClick, Link, Post, Sighting, Verdict
from campaigns.patterns import features, look_for_patterns
from tests import factories
from tests.campaigns.clicks.shipping.spooled import click, spool_of
from tests.campaigns.clicks.visits import BROWSER
from tests.harness.cluster import Cluster

SEEN = "https://m.facebook.com/"
YESTERDAY = datetime.now(UTC).replace(minute=0, second=0, microsecond=0) - timedelta(hours=26)
MIDNIGHT = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
addresses = (f"2001:db8::{number:x}" for number in itertools.count(1))


def visit(link: Link, at: datetime, address: str = "", **fields: Any) -> Record:
    values = {"referrer": SEEN, **fields}
    return click(
        at, link_id=link.pk, claim_id=link.claim_id, address=address or next(addresses), **values
    )


def links(count: int, **fields: Any) -> list[Link]:
    """Approved links of as many influencers in one campaign, posted two days ago."""
    campaign = factories.live(**fields)
    made = [factories.approved_link(campaign) for _ in range(count)]
    Post.objects.filter(link__in=made).update(created_at=timezone.now() - timedelta(days=2))
    return made


def honest() -> Iterator[Record]:
    """People who come now and then, from where the post is."""
    for number, link in enumerate(links(12)):
        for n in range(12):
            yield visit(link, YESTERDAY + timedelta(minutes=37 * n + n * n + 3 * number))


def script() -> Iterator[Record]:
    (link,) = links(1)
    for n in range(40):
        yield visit(link, YESTERDAY + timedelta(seconds=90 * n + (n % 5) * 3))


def spike() -> Iterator[Record]:
    (link,) = links(1)
    for n in range(130):
        yield visit(link, YESTERDAY + timedelta(seconds=(n * n * 7919) % 3500))


def incited() -> Iterator[Record]:
    (link,) = links(1)
    asked = YESTERDAY + timedelta(hours=3)
    Post.objects.filter(link=link).update(created_at=asked - timedelta(minutes=20))
    for n in range(30):
        yield visit(link, asked + timedelta(seconds=(n * n * 31) % 1500), referrer="")


def even_growth() -> Iterator[Record]:
    day_before, day = MIDNIGHT - timedelta(days=1), MIDNIGHT
    grown = links(6)
    seconds = max(2, int((datetime.now(UTC) - day).total_seconds() / 45) - 1)
    for number, link in enumerate(grown):
        for n in range(40):
            jitter = (n * n * 13 + number) % 9 / 10
            yield visit(link, day_before + timedelta(minutes=31 * n + n % 7, seconds=number))
            yield visit(link, day + timedelta(seconds=n * seconds + jitter * seconds))


def ring() -> Iterator[Record]:
    """Six who click each other, signed in from where they click."""
    circle = links(6)
    for clicker in circle:
        address = next(addresses)
        seen(clicker, address)
        for n, link in enumerate(circle):
            if link != clicker:
                at = datetime.now(UTC) - timedelta(minutes=2 * n + 1)
                yield visit(link, at, address, referrer="")


def seen(link: Link, address: str) -> None:
    """They were on the site all the while, on both sides of midnight if need be."""
    user = link.claim.influencer.user
    for at in (datetime.now(UTC), datetime.now(UTC) - timedelta(minutes=15)):
        with connection.cursor() as cursor:
            key = visitor_keys(cursor, address, BROWSER, at).day
        Sighting.objects.create(visitor_day=key, user=user, seen_at=at, languages="fr,en")


def test_every_pattern_is_found_through_spool_shipper_judge_and_look(cluster: Cluster) -> None:
    factories.prepare_days()
    patterns = {"script": script, "spike": spike, "incited": incited,
                "even_growth": even_growth, "ring": ring}  # fmt: skip
    records = {reason: list(make()) for reason, make in patterns.items()}
    ordinary = list(honest())
    ship_waiting(spool_of(cluster, *ordinary, *itertools.chain(*records.values())))
    while judge_clicks.judge_batch():
        pass

    look_for_patterns.look_for_patterns(datetime.now(UTC), patience=timedelta(0))

    held = {str(one.click_id): set(one.reasons) for one in HeldClick.objects.all()}
    for reason, clicks in records.items():
        found = [click.id for click in clicks if reason in held.get(click.id, ())]
        assert found, reason
        assert Case.objects.filter(reason=reason).exists()
    assert [click.id for click in ordinary if click.id in held] == []
    script_clicks = {click.id for click in records["script"]}
    assert script_clicks <= {click for click, reasons in held.items() if "script" in reasons}
    ring_clicks = {click.id for click in records["ring"]}
    assert ring_clicks <= {click for click, reasons in held.items() if "ring" in reasons}


def test_a_second_look_finds_nothing_new(cluster: Cluster) -> None:
    factories.prepare_days()
    ship_waiting(spool_of(cluster, *script()))
    while judge_clicks.judge_batch():
        pass

    assert look_for_patterns.look_for_patterns(datetime.now(UTC), patience=timedelta(0)) == 40
    verdicts = Verdict.objects.count()

    assert look_for_patterns.look_for_patterns(datetime.now(UTC), patience=timedelta(0)) == 0
    assert Verdict.objects.count() == verdicts


def test_what_a_killed_look_had_read_is_searched_by_the_next(cluster: Cluster) -> None:
    factories.prepare_days()
    ship_waiting(spool_of(cluster, *script()))
    while judge_clicks.judge_batch():
        pass
    killed, up_to = features.begin(timedelta(0), whole=False)
    features.read(killed, up_to)

    assert (
        look_for_patterns.look_for_patterns(datetime.now(UTC), whole=False, patience=timedelta(0))
        == 40
    )


def test_a_look_leaves_what_came_just_now_to_the_next(cluster: Cluster) -> None:
    factories.prepare_days()
    ship_waiting(spool_of(cluster, *script()))
    while judge_clicks.judge_batch():
        pass

    _look, up_to = features.begin(timedelta(minutes=30), whole=False)

    assert up_to == 0
    assert look_for_patterns.look_for_patterns(datetime.now(UTC)) == 0
