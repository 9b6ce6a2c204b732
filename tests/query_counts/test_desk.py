"""Lists of the reviewers' desk: each kind of item that waits there."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.utils import timezone

from campaigns.cases import appeal_case, decide_case
from campaigns.disclosure import decide_post
from campaigns.models import LandingCheck, LandingMatter
from campaigns.running import amend_campaign, dispute_clicks, lifecycle
from marketplace.accounts.models import Proof
from marketplace.accounts.proof import prove_sponsor
from tests import factories
from tests.query_counts.counting import Listed, assert_constant

pytestmark = pytest.mark.django_db


def posts_to_review() -> Listed:
    return factories.reviewer(), "/review/", add_a_post


def campaigns_to_review() -> Listed:
    return factories.reviewer(), "/review/", add_a_campaign


def amendments_to_review() -> Listed:
    return factories.reviewer(), "/review/", add_an_amendment


def landings_to_review() -> Listed:
    return factories.reviewer(), "/review/", add_a_landing


def disputes_to_review() -> Listed:
    return factories.reviewer(), "/review/", add_a_dispute


def proofs_to_review() -> Listed:
    return factories.reviewer(), "/review/", add_a_proof


def cases_to_review() -> Listed:
    return factories.reviewer(), "/review/", add_a_case


def appeals_to_review() -> Listed:
    return factories.reviewer(), "/review/", add_an_appeal


def add_a_post() -> None:
    decide_post.submit(factories.claim(factories.live()).links.get(), "https://social.example/p/1")


def add_a_campaign() -> None:
    campaign = factories.draft()
    lifecycle.submit(campaign, campaign.sponsor.members.get())


def add_an_amendment() -> None:
    running = factories.live()
    changes = {"title": "Other", "landing_url": "https://brand.example/b"}
    amend_campaign.amend_campaign(running.pk, 1, changes, running.sponsor.members.get())


def add_a_landing() -> None:
    campaign = factories.live()
    look = LandingCheck.objects.create(
        campaign=campaign, url=campaign.landing_url, outcome="opened"
    )
    LandingMatter.objects.create(
        campaign=campaign, look=look, kind="changed", due_at=timezone.now()
    )


def add_a_dispute() -> None:
    claim = factories.claim(factories.live())
    dispute_clicks.open_dispute(claim, claim.campaign.sponsor.members.get(), "All at night.")


def add_a_case() -> None:
    factories.case(factories.approved_link(factories.live()))


def add_an_appeal() -> None:
    link = factories.approved_link(factories.live())
    case = factories.case(link)
    decide_case.decide_case(case.pk, factories.reviewer(), "rejected", "They clicked each other.")
    appeal_case.appeal(case.pk, link.claim, "We share an office.")


def add_a_proof() -> None:
    proof = prove_sponsor.claim_domain(factories.brand()[1], "unproved.example")
    Proof.objects.filter(pk=proof.pk).update(status="failed", decided_at=timezone.now())


LISTS = [
    posts_to_review,
    campaigns_to_review,
    amendments_to_review,
    landings_to_review,
    disputes_to_review,
    proofs_to_review,
    cases_to_review,
    appeals_to_review,
]


@pytest.mark.parametrize("make", LISTS, ids=lambda make: make.__name__)
def test_one_item_costs_what_more_cost(make: Callable[[], Listed]) -> None:
    assert_constant(make)
