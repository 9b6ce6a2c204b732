"""Purges forget what is old enough and nothing else, and each run leaves its proof."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone
from django.utils.translation import override

from campaigns.cases import appeal_case
from campaigns.clicks import retention
from campaigns.clicks.forgetting import partitions
from campaigns.models import (
    Campaign,
    Click,
    ClickEdge,
    ClickProfile,
    HourlyVerdict,
    LinkDay,
    PatternLook,
    Purge,
    Sighting,
    VisitorSecret,
    VisitWindow,
)
from campaigns.purges import purge_report, run_purges
from marketplace.settings.queue import CELERY_BEAT_SCHEDULE
from tests import factories

pytestmark = pytest.mark.django_db
NOW = datetime(2027, 3, 31, 2, 50, tzinfo=UTC)
PREFIX = "203.0.113.0/24"


def clicks_with_prefix(age: timedelta, count: int = 2) -> None:
    at = timezone.now() - age
    partitions.ensure(at.date(), at.date())
    link = factories.claim(factories.live()).links.get()
    for _ in range(count):
        factories.click(link, at, prefix=PREFIX)


def prefixes() -> list[str | None]:
    return list(Click.objects.order_by("arrival").values_list("prefix", flat=True))


def test_prefixes_of_old_days_are_forgotten_and_young_ones_kept() -> None:
    clicks_with_prefix(timedelta(days=31))
    clicks_with_prefix(timedelta(days=29))

    counts = run_purges.nightly()

    assert counts["prefixes"] == 2
    assert prefixes() == [None, None, PREFIX, PREFIX]


def test_each_day_is_visited_once() -> None:
    clicks_with_prefix(timedelta(days=40))
    now = timezone.now()
    run_purges.nightly(now)

    assert run_purges.nightly(now)["days"] == 0
    assert run_purges.nightly(now + timedelta(days=1))["days"] == 0


def test_what_patterns_remember_goes_with_its_clicks() -> None:
    claim = factories.claim(factories.live())
    link, now = claim.links.get(), timezone.now()
    for influencer, age in ((1, 12), (2, 14)):
        at = datetime.combine(retention.months_before(now.date(), age), time(12), UTC)
        counts = {"clicks": 1, "direct": 0, "zero_dwell": 0, "looked": 0}
        ClickEdge.objects.create(clicker_id=influencer, claim_id=claim.pk, last_at=at, **counts)
        LinkDay.objects.create(link_id=link.pk, day=at.date(), clicks=1)
        PatternLook.objects.create(started_at=at, seen_arrival=age, arrival=age, whole=True)
        ClickProfile.objects.create(claim_id=claim.pk + age, delay=0, direct=True, clicks=1)
        HourlyVerdict.objects.create(
            claim_id=claim.pk + age, hour=at, verdict="valid", reason="", clicks=1
        )

    counts = run_purges.nightly(now)

    assert (counts["edges"], counts["link_days"], counts["profiles"]) == (1, 1, 1)
    assert ClickEdge.objects.get().clicker_id == 1
    assert ClickProfile.objects.get().claim_id == claim.pk + 12


def test_the_look_that_says_how_far_was_read_stays() -> None:
    at = timezone.now() - timedelta(days=500)
    PatternLook.objects.create(started_at=at, seen_arrival=9, arrival=9, whole=True)

    assert run_purges.nightly()["looks"] == 0


def test_sightings_and_windows_go_after_72_hours() -> None:
    user = factories.UserFactory.create()
    for hours in (71, 73):
        at, key = NOW - timedelta(hours=hours), bytes([hours]) * 16
        Sighting.objects.create(visitor_day=key, user=user, seen_at=at, languages="fr")
        VisitWindow.objects.create(
            claim_id=1, visitor_day=key, opened_at=at, last_at=at, saved_at=at
        )

    counts = run_purges.hourly(NOW)

    assert (counts["sightings"], counts["windows"]) == (1, 1)
    assert bytes(Sighting.objects.get().visitor_day) == bytes(VisitWindow.objects.get().visitor_day)


def test_every_run_is_recorded_with_what_it_found_and_how_far_it_went() -> None:
    run_purges.hourly(NOW)
    run_purges.nightly(NOW)

    runs = {run.job: run for run in Purge.objects.all()}
    assert set(runs) == set(retention.BY_JOB)
    assert runs["secrets"].up_to == NOW
    assert runs["visitors"].up_to == NOW - timedelta(hours=72)
    assert runs["prefixes"].up_to == datetime(2027, 3, 1, tzinfo=UTC)
    assert runs["clicks"].up_to == datetime(2026, 2, 28, tzinfo=UTC)
    assert runs["visitors"].counts == {"windows": 0, "sightings": 0}


def test_every_purge_has_its_hour() -> None:
    scheduled = {entry["task"] for entry in CELERY_BEAT_SCHEDULE.values()}

    assert {"campaigns.purge_secrets", "campaigns.purge_clicks"} <= scheduled
    assert set(run_purges.HOURLY) | set(run_purges.NIGHTLY) == set(retention.BY_JOB)


def test_a_month_s_secret_outlives_the_longest_hold_and_the_time_to_appeal() -> None:
    limit = next(c for c in Campaign._meta.constraints if c.name == "campaign_hold_7_to_60_days")

    assert f"hold_days__lte', {retention.LONGEST_HOLD.days}" in str(limit)
    assert retention.APPEALS.days == appeal_case.DAYS
    assert timedelta(days=90) == retention.PERIOD_SECRETS


def test_the_document_says_the_policy_line_by_line() -> None:
    text = Path("docs/privacy.md").read_text()

    with override("en"):
        for kept in retention.POLICY:
            assert f"| {kept.what} | {kept.how_long} | `{kept.job}` |" in text


def test_a_purge_that_never_ran_is_late_once_there_was_something_to_forget() -> None:
    assert not any(line.is_late for line in purge_report.lines())

    long_ago = timezone.now().date() - timedelta(days=4)
    VisitorSecret.objects.create(kind="day", starts=long_ago, ends=long_ago, wrapped=b"x")
    assert all(line.is_late for line in purge_report.lines())

    run_purges.hourly()
    assert {line.kept.job for line in purge_report.lines() if line.is_late} == set(
        run_purges.NIGHTLY
    )


def test_an_hourly_purge_is_late_after_three_hours() -> None:
    run_purges.hourly()
    run_purges.nightly()

    assert [line for line in purge_report.lines() if line.is_late] == []
    later = purge_report.lines(timezone.now() + timedelta(hours=4))
    assert {line.kept.job for line in later if line.is_late} == set(run_purges.HOURLY)


def test_a_table_whose_name_ends_in_no_date_is_no_day() -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE pg_toast_like_50745640 ()")

    assert all(day.year < 3000 for day in partitions.days_before(timezone.now().date()))
