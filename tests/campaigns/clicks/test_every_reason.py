"""Every reason of pass A, reached as clicks reach it: spool, shipper, judge."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection

from campaigns.clicks.judging import judge_clicks
from campaigns.clicks.judging.rules import ruleset
from campaigns.clicks.origins import origin_lists
from campaigns.clicks.origins.origin_lists import About
from campaigns.clicks.recording.record import Record
from campaigns.clicks.recording.unreadable import UNREADABLE
from campaigns.clicks.shipping.ship_segments import ship_waiting
from campaigns.clicks.visitors.visitor_keys import visitor_keys
from campaigns.joining import leave_campaign
from campaigns.models import Link, Sighting, Verdict
from campaigns.running import lifecycle
from marketplace.accounts import suspend_account
from tests import factories
from tests.campaigns.clicks.shipping.spooled import click, spool_of
from tests.campaigns.clicks.visits import BROWSER
from tests.harness.cluster import Cluster

SOON = timedelta(seconds=2)
LIST = About("own", "the tests", date(2026, 11, 1), "CC0-1.0")


def visit(link: Link, address: str, **fields: Any) -> Record:
    return click(link_id=link.pk, claim_id=link.claim_id, address=address, **fields)


def seen(link: Link, address: str) -> None:
    """The owner of the link was on the site from this address a moment ago."""
    now = datetime.now(UTC)
    with connection.cursor() as cursor:
        key = visitor_keys(cursor, address, BROWSER, now).day
    owner = link.claim.influencer.user
    Sighting.objects.create(visitor_day=key, user=owner, seen_at=now, languages="fr,en")


def paused(link: Link) -> None:
    lifecycle.pause(link.claim.campaign, link.claim.campaign.sponsor.members.get())


def suspended(link: Link) -> None:
    suspend_account.suspend(link.claim.influencer.user, factories.reviewer(), "Sold clicks.")


ORDINARY: dict[str, dict[str, Any]] = {
    "method": {"method": "HEAD"},
    "prefetch": {"purpose": "prefetch;prerender"},
    "link_preview": {"user_agent": "WhatsApp/2.24.20.89 A"},
    "bot": {"user_agent": "python-requests/2.32.3"},
    "spam_referrer": {"referrer": "https://semalt.com/"},
    "exchange_group": {"referrer": "https://www.facebook.com/groups/42/permalink/7"},
    "not_a_browser": {"user_agent": ""},
    "network": {"address": "198.51.100.7"},
}  # fmt: skip
AFTERWARDS: dict[str, tuple[Callable[[Link], object], timedelta]] = {
    "campaign_not_running": (paused, SOON),
    "left": (lambda link: leave_campaign.leave(link.claim), SOON),
    "suspended": (suspended, SOON),
    "own_click": (lambda link: seen(link, "203.0.113.200"), timedelta()),
}


def test_every_reason_is_reached_through_spool_shipper_and_judge(cluster: Cluster) -> None:
    factories.prepare_days()
    origin_lists.load_networks(LIST, ["198.51.100.0/24"], "datacentre")
    origin_lists.load_referrers(LIST, ["facebook.com/groups/42"], "exchange")
    campaign = factories.live()
    link = factories.approved_link(campaign)
    expected: dict[str, str] = {}
    records = []

    def expect(reason: str, record: Record) -> None:
        records.append(record)
        expected[record.id] = reason

    for number, (reason, fields) in enumerate(ORDINARY.items()):
        expect(reason, visit(link, **{"address": f"203.0.113.{number}", **fields}))
    expect("", visit(link, "203.0.113.100"))
    expect("double_click", visit(link, "203.0.113.100"))
    hours = datetime.now(UTC) - timedelta(hours=3)
    expect("", visit(link, "203.0.113.101", at=hours))
    expect("repeat_24h", visit(link, "203.0.113.101"))
    unreadable = {"user_agent": UNREADABLE}
    expect("", visit(link, "203.0.113.104", **unreadable))
    expect("unreadable_visitor", visit(link, "203.0.113.104", **unreadable))
    expect("late", visit(link, "203.0.113.102", at=datetime.now(UTC) - timedelta(days=4)))
    expect("awaiting_review", visit(factories.claim(campaign).links.get(), "203.0.113.103"))
    for reason, (happens, later) in AFTERWARDS.items():
        other = factories.approved_link(factories.live())
        happens(other)
        at = datetime.now(UTC) + later
        expect(reason, visit(other, "203.0.113.200", at=at))

    ship_waiting(spool_of(cluster, *records))
    while judge_clicks.judge_batch():
        pass

    found = {str(v.click_id): v.reasons[0] if v.reasons else "" for v in Verdict.objects.all()}
    assert found == expected
    assert {rule.code for rule in ruleset.RULES} == set(expected.values()) - {""}


def test_a_shipper_hears_of_a_list_that_was_loaded_and_of_one_that_was_retired(
    cluster: Cluster,
) -> None:
    def networks() -> str:
        return origin_lists.current().networks.look_up(bytes([198, 51, 100, 7]))

    first = networks()
    origin_lists.load_networks(LIST, ["198.51.100.0/24"], "tor")
    second = networks()
    origin_lists.load_networks(LIST, [], "tor")

    assert (first, second, networks()) == ("", "tor", "")


def test_the_packages_lists_are_loaded_once_and_a_retired_one_stays_so(cluster: Cluster) -> None:
    loaded = {one.name for one in origin_lists.load_packaged()}
    retired = LIST._replace(name="vpn-ipv4")
    origin_lists.load_networks(retired, [])

    assert origin_lists.load_packaged() == []
    assert {one.name for one in origin_lists.present_list()} == loaded - {"vpn-ipv4"}


@pytest.mark.parametrize("statement", ["UPDATE campaigns_originlist SET entries = 0",
                                       "DELETE FROM campaigns_originlist"])  # fmt: skip
@pytest.mark.django_db
def test_who_loaded_which_list_stays_on_record(statement: str) -> None:
    from django.db import ProgrammingError

    with pytest.raises(ProgrammingError, match="permission denied"), connection.cursor() as cursor:
        cursor.execute(statement)
