"""A hundred and thirty days of keys: each secret dies when the policy says, and for good."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

import pytest
from cryptography.fernet import Fernet
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from pytest_django import Settings

from campaigns.clicks.visitors.visitor_keys import NO_KEYS, VisitorKeys, visitor_keys
from campaigns.clicks.visitors.visitor_secrets import Span, billing_period, day
from campaigns.models import Purge, VisitorSecret
from campaigns.purges import run_purges

FIRST = datetime(2027, 1, 15, tzinfo=UTC)
DAYS = 130
A_DAY, AN_HOUR = timedelta(days=1), timedelta(hours=1)
MONTH_KEPT = timedelta(days=60 + 30)  # the longest hold and the time to appeal
pytestmark = pytest.mark.django_db


def keys(at: datetime, now: datetime) -> VisitorKeys:
    with connection.cursor() as cursor:
        return visitor_keys(cursor, "203.0.113.9", "Firefox", at, now=now)


def alive() -> set[tuple[str, date]]:
    return set(VisitorSecret.objects.exclude(wrapped=None).values_list("kind", "starts"))


def should_live(now: datetime) -> set[tuple[str, date]]:
    """What the policy lets live of the secrets made so far, said in another way."""
    days = {FIRST.date() - A_DAY + A_DAY * n for n in range((now - FIRST).days + 2)}
    months = {one.replace(day=1) for one in days if one >= FIRST.date()}
    midnight = {one: datetime.combine(one, time(), UTC) for one in days}
    lasting = {("day", one) for one in days if now < midnight[one] + 3 * A_DAY}
    return lasting | {("period", one) for one in months if now < end_of_month(one) + MONTH_KEPT}


def end_of_month(first: date) -> datetime:
    return datetime.combine(billing_period(first).ends, time(), UTC)


def walk(*, step: timedelta = A_DAY) -> Iterator[datetime]:
    """Every day somebody clicks at eleven in the evening; the purge runs at midnight."""
    now = FIRST
    while now < FIRST + DAYS * A_DAY:
        keys(now + 23 * AN_HOUR, now + 23 * AN_HOUR)
        now += step
        run_purges.hourly(now)
        yield now


def test_at_every_midnight_those_live_that_should() -> None:
    for now in walk():
        assert {one for one in alive() if one[1] < now.date() or one[0] == "period"} == {
            one for one in should_live(now) if one[1] < now.date()
        }, now


def test_a_click_on_the_last_day_of_a_month_can_be_compared_until_its_appeal_is_over() -> None:
    last = datetime(2027, 1, 31, 23, tzinfo=UTC)
    assert keys(last, last).period == keys(FIRST, FIRST).period

    run_purges.hourly(datetime(2027, 2, 1, tzinfo=UTC) + MONTH_KEPT - AN_HOUR)
    assert ("period", date(2027, 1, 1)) in alive()

    run_purges.hourly(datetime(2027, 2, 1, tzinfo=UTC) + MONTH_KEPT)
    assert ("period", date(2027, 1, 1)) not in alive()


@pytest.mark.parametrize("span", [day(FIRST.date()), billing_period(FIRST.date())])
def test_the_keys_of_a_dead_secret_cannot_be_made_again(span: Span) -> None:
    before = keys(FIRST, FIRST)
    run_purges.hourly(span.dies_at())

    for asked in (span.dies_at(), FIRST):
        assert getattr(keys(FIRST, asked), span.kind) is None

    VisitorSecret.objects.all().delete()  # not even by who takes the tombstones away
    again = getattr(keys(FIRST, FIRST), span.kind)
    assert again is not None
    assert again != getattr(before, span.kind)


def test_the_same_visitor_of_the_next_day_has_another_key() -> None:
    seen = [keys(FIRST + A_DAY * n, FIRST + A_DAY * n).day for n in range(30)]

    assert len(set(seen)) == 30


def test_a_dump_without_the_wrapping_key_yields_no_key(settings: Settings) -> None:
    keys(FIRST, FIRST)
    settings.KEY_ENCRYPTION_KEY = Fernet.generate_key().decode()

    with pytest.raises(ImproperlyConfigured):
        keys(FIRST, FIRST)


def test_a_dump_with_the_wrapping_key_yields_none_of_what_is_over(settings: Settings) -> None:
    """Whoever holds both later learns nothing about clicks whose secrets were destroyed."""
    keys(FIRST, FIRST)
    run_purges.hourly(FIRST + 200 * A_DAY)

    assert alive() == set()
    assert keys(FIRST, FIRST) == NO_KEYS
    assert settings.KEY_ENCRYPTION_KEY


def test_each_day_of_the_walk_left_its_proof() -> None:
    ends = list(walk())

    runs = Purge.objects.filter(job="secrets").order_by("id")
    assert [run.up_to for run in runs] == ends
    gone = sum(run.counts["secrets"] for run in runs)
    days, months = DAYS - 1, 1  # from the eve of the first to three days ago; January
    assert gone == VisitorSecret.objects.filter(wrapped=None).count() == days + months
