"""The day of a click: that of Paris, and of UTC before the boundary of an older database."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection

from campaigns.counted_days import CountedDays, counted_days
from marketplace.paris_days import day_begins, paris_day
from marketplace.processes.programs import ROOT
from tests.harness.cluster import Cluster

SINCE = day_begins(date(2026, 12, 3))
ASKED = "SELECT campaigns_counted_day(at) FROM unnest(%s) WITH ORDINALITY AS one (at, n) ORDER BY n"


def test_a_click_keeps_the_day_that_it_was_counted_on() -> None:
    days = CountedDays(SINCE)

    assert days.day_of(datetime(2026, 11, 30, 23, 30, tzinfo=UTC)) == date(2026, 11, 30)
    assert days.day_of(SINCE - timedelta(seconds=1)) == date(2026, 12, 2)
    assert days.day_of(SINCE) == date(2026, 12, 3)
    assert days.day_of(datetime(2026, 12, 31, 23, 30, tzinfo=UTC)) == date(2027, 1, 1)


@pytest.mark.django_db
def test_a_new_database_counts_by_paris_from_the_start() -> None:
    at = datetime(2026, 6, 30, 22, 30, tzinfo=UTC)

    with connection.cursor() as cursor:
        cursor.execute(ASKED, [[at]])
        assert cursor.fetchall() == [(date(2026, 7, 1),)]
    assert counted_days().day_of(at) == date(2026, 7, 1)


def test_a_database_that_had_counted_changes_at_a_midnight_to_come(cluster: Cluster) -> None:
    owner = cluster.owner().cursor()
    migrate(cluster, "payouts", "0004")
    migrate(cluster, "campaigns", "0008")
    owner.execute(
        "INSERT INTO campaigns_hourlyverdict (claim_id, hour, verdict, reason, clicks)"
        " VALUES (1, now(), 'valid', '', 1)"
    )

    migrate(cluster, "campaigns")
    owner.execute("SELECT now(), since FROM campaigns_countedinparis")
    ((now, since),) = owner.fetchall()

    assert since == day_begins(paris_day(since))
    assert timedelta(days=1) < since - now <= timedelta(days=2)
    days, around = CountedDays(since), [since + timedelta(hours=n) for n in range(-30, 30)]
    owner.execute(ASKED, [around])
    assert [day for (day,) in owner.fetchall()] == [days.day_of(at) for at in around]


def migrate(cluster: Cluster, *target: str) -> None:
    subprocess.run(
        [sys.executable, ROOT / "manage.py", "migrate", "--verbosity", "0", *target],
        env=cluster.environment,
        check=True,
    )
