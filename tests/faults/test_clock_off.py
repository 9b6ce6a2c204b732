"""Clocks that are 10 minutes off: nothing matures early, and no click is lost or paid twice."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from django.db import transaction

from campaigns.clicks.judging import judge_clicks
from campaigns.clicks.shipping.ship_segments import ship_waiting
from campaigns.models import Click, Verdict
from marketplace import heartbeat, outbox
from marketplace.models import Heartbeat
from marketplace.processes import programs
from payouts.models import Hold
from tests import factories
from tests.campaigns.clicks.crowd import Crowd, crowd, lost_and_twice
from tests.campaigns.clicks.making import make_claim, make_links
from tests.faults.clicking import breaches
from tests.faults.conftest import Trial
from tests.harness.cluster import Cluster, log_of, wait_for
from tests.harness.faked_clock import clock_off_by
from tests.payouts.verdicts import paid_link

OFF = 10  # minutes


@pytest.mark.fault(name="clock_off")
def test_a_worker_whose_clock_is_ahead_releases_nothing_early(
    cluster: Cluster, fault: Trial
) -> None:
    factories.prepare_days()
    early, due = (paid_link(1)[0].claim.holds.get() for _ in range(2))
    cluster.relay()
    worker = cluster.start(programs.worker(), **clock_off_by(OFF))
    cluster.wait_until_up(worker)
    for _ in fault.each():
        Heartbeat.objects.all().delete()
        move(cluster, early, minutes=OFF // 2)
        move(cluster, due, minutes=-OFF // 2)
        with transaction.atomic():
            outbox.put("payouts.release_holds")
        wait_for(lambda: heartbeat.last("payouts.release_holds"), "the holds to be looked at")

    ahead = (datetime.now(UTC) + timedelta(minutes=OFF - 1)).strftime("%Y-%m-%dT%H:%M")
    assert ahead < log_of(worker).rpartition('"timestamp": "')[2][: len(ahead)], "no clock was off"
    released = set(Hold.objects.exclude(released_by=None).values_list("pk", flat=True))
    assert breaches() == []
    fault.found(lost=len({due.pk} - released), twice=len(released - {due.pk}))


def move(cluster: Cluster, hold: Hold, *, minutes: int) -> None:
    """Make a hold due then, from now by the database's clock; the application may not."""
    with cluster.superuser().cursor() as cursor:
        cursor.execute(
            "UPDATE payouts_hold SET due_at = now() + make_interval(mins => %s) WHERE id = %s",
            [minutes, hold.pk],
        )


@pytest.mark.fault(name="redirect_clock_off")
@pytest.mark.parametrize("minutes", [OFF, -OFF])
def test_clicks_of_a_redirect_whose_clock_is_off(
    cluster: Cluster, fault: Trial, minutes: int
) -> None:
    """They bear its time, are nowhere refused, and each is stored and judged once."""
    make_links(make_claim(), "spring1")
    links = cluster.start(programs.links(cluster.ports.links), **clock_off_by(minutes))
    cluster.wait_until_up(links)
    with crowd(cluster.ports.links, "/spring1") as visitors:
        for number in fault.each():
            wait_for(partial(came, visitors, 150 * (number + 1)), "visitors")
    links.stop()

    shipped = ship_waiting(cluster.folder.spool)
    while judge_clicks.judge_batch():
        pass

    off = Click.objects.latest("at").at - datetime.now(UTC)
    assert abs(off.total_seconds() / 60 - minutes) < OFF / 2, "no clock was off"
    assert (shipped.refused, Click.objects.filter(late=True).count()) == (0, 0)
    assert Verdict.objects.count() == Click.objects.count()
    fault.found(**lost_and_twice(visitors))


def came(visitors: Crowd, number: int) -> bool:
    return len(visitors.answered) > number
