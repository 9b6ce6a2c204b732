"""Lists of reviewers beside the desk: cases, accounts, findings, networks, work that failed."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import date
from uuid import uuid4

import pytest
from django.utils import timezone

from campaigns.clicks.origins import origin_lists
from campaigns.clicks.origins.origin_lists import About
from campaigns.models import CaseClick, Purge
from marketplace.accounts.findings.note_finding import note_finding
from marketplace.accounts.models import Finding
from marketplace.accounts.proof import prove_sponsor
from marketplace.parking import decide_parked
from tests import factories
from tests.query_counts.counting import Listed, assert_constant, keep

pytestmark = pytest.mark.django_db


def cases() -> Listed:
    return (
        factories.reviewer(),
        "/review/cases/",
        lambda: keep(factories.case(factories.approved_link(factories.live()))),
    )


def clicks_of_a_case() -> Listed:
    link = factories.approved_link(factories.live())
    case = factories.case(link)

    def add() -> None:
        clicks = [CaseClick(case=case, click_id=uuid4(), click_at=timezone.now(), claim=link.claim)]
        CaseClick.objects.bulk_create(clicks)

    return factories.reviewer(), f"/review/cases/{case.pk}/", add


def accounts_to_prove() -> Listed:
    def add() -> None:
        owner = factories.InfluencerFactory.create()
        keep(factories.social_account(owner, status="waiting", asked_at=timezone.now()))

    return factories.reviewer(), "/review/accounts/", add


def findings() -> Listed:
    def add() -> None:
        pair = factories.InfluencerFactory.create_batch(2)
        keep(note_finding(Finding.Kind.SAME_DEVICE, [one.pk for one in pair], {"days": []}))

    return factories.reviewer(), "/review/findings/", add


def lists_of_networks() -> Listed:
    number = itertools.count()

    def add() -> None:
        by = factories.reviewer().pk
        about = About(f"own-{next(number)}", "The tests", date(2026, 11, 1), "CC0-1.0", by)
        keep(origin_lists.load_networks(about, ["192.0.2.0/24"], "tor"))

    return factories.reviewer(), "/review/networks/", add


def purges() -> Listed:
    def add() -> None:
        counts = {"windows": 1, "sightings": 2}
        Purge.objects.create(job="visitors", up_to=timezone.now(), counts=counts, purged=3)

    return factories.reviewer(), "/review/purges/", add


def work_that_failed() -> Listed:
    return factories.reviewer(), "/review/work/", lambda: keep(factories.parked_task())


def work_that_was_let_go() -> Listed:
    def add() -> None:
        decide_parked.dismiss(factories.parked_task(), factories.reviewer(), "Done by hand.")

    return factories.reviewer(), "/review/work/?show=decided", add


def brands_to_a_reviewer() -> Listed:
    return factories.reviewer(), "/review/organisations/", lambda: keep(factories.brand())


def proofs_of_a_brand_to_a_reviewer() -> Listed:
    _user, brand = factories.brand()
    return (
        factories.reviewer(), f"/review/organisations/{brand.pk}/",
        lambda: keep(prove_sponsor.claim_domain(brand, f"shop-{brand.proofs.count()}.example")),
    )  # fmt: skip


LISTS = [
    cases,
    clicks_of_a_case,
    accounts_to_prove,
    findings,
    lists_of_networks,
    purges,
    work_that_failed,
    work_that_was_let_go,
    brands_to_a_reviewer,
    proofs_of_a_brand_to_a_reviewer,
]


@pytest.mark.parametrize("make", LISTS, ids=lambda make: make.__name__)
def test_one_item_costs_what_more_cost(make: Callable[[], Listed]) -> None:
    assert_constant(make)
