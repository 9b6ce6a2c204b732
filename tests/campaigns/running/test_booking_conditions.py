"""What must hold before a campaign is booked: the mandate's limit, the sponsor's proof."""

from __future__ import annotations

from functools import partial
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from campaigns.models import Campaign, LandingCheck
from campaigns.running import booking_conditions, lifecycle
from campaigns.running.booking_conditions import (
    NoMandate,
    OverMandate,
    Unproven,
    UnsafeLanding,
)
from marketplace.accounts import mandates
from marketplace.accounts.models import Mandate, Organisation, Proof, User
from payouts import escrow
from tests import factories
from tests.harness.cluster import Cluster
from tests.harness.together import at_once

Status = Campaign.Status
BUDGET = 100_000  # cents, of every draft of the factories


def parties(limit_cents: int | None = None) -> tuple[User, Organisation, Organisation, Mandate]:
    """An agent, their agency, a brand and a mandate between the two."""
    agent, agency = factories.agency()
    brand = factories.brand()[1]
    return agent, agency, brand, factories.mandate(agency, brand, limit_cents=limit_cents)


def booked(brand: Organisation, agency: Organisation) -> Campaign:
    return factories.draft(brand, buyer=agency)


@pytest.mark.django_db
def test_within_the_limit_it_goes_to_review() -> None:
    agent, agency, brand, mandate = parties(limit_cents=2 * BUDGET)

    for _ in range(2):
        lifecycle.submit(booked(brand, agency), agent)

    assert booking_conditions.booked_cents(mandate) == 2 * BUDGET


@pytest.mark.django_db
def test_beyond_the_limit_it_stays_a_draft_and_says_what_is_left() -> None:
    agent, agency, brand, _mandate = parties(limit_cents=BUDGET + 1_234)
    lifecycle.submit(booked(brand, agency), agent)
    second = booked(brand, agency)

    with pytest.raises(OverMandate) as refusal:
        lifecycle.submit(second, agent)

    assert refusal.value.left_cents == 1_234
    assert Campaign.objects.get(pk=second.pk).status == Status.DRAFT


@pytest.mark.django_db
def test_the_page_says_so() -> None:
    agent, agency, brand, _mandate = parties(limit_cents=1_000)
    client = Client()
    client.force_login(agent)

    page = client.post(
        f"/campaigns/{booked(brand, agency).pk}/check/", {"version": "1"}, follow=True
    )

    assert "€10" in page.content.decode() or "10\u202f€" in page.content.decode()


@pytest.mark.django_db
def test_one_that_was_sent_back_counts_no_more() -> None:
    agent, agency, brand, mandate = parties(limit_cents=BUDGET)
    campaign = booked(brand, agency)
    lifecycle.submit(campaign, agent)

    lifecycle.send_back(campaign, factories.reviewer(), "Name the price.")

    assert booking_conditions.booked_cents(mandate) == 0


@pytest.mark.django_db
def test_what_is_added_to_an_earlier_campaign_counts_under_the_new_mandate() -> None:
    agent, agency, brand, first = parties()
    campaign = booked(brand, agency)
    escrow.top_up(agency.pk, 2 * BUDGET, "ref")
    lifecycle.submit(campaign, agent)
    escrow.launch(campaign, factories.reviewer())
    mandates.end_mandate(first, agent)
    second = factories.mandate(agency, brand, limit_cents=1_500, decided_at=timezone.now())
    escrow.add_budget(campaign.pk, 1_000, agent, uuid4())

    with pytest.raises(OverMandate) as refusal:
        escrow.add_budget(campaign.pk, 600, agent, uuid4())

    assert booking_conditions.booked_cents(second) == 1_000
    assert refusal.value.left_cents == 500


@pytest.mark.django_db
def test_the_limit_holds_again_at_launch() -> None:
    agent, agency, brand, mandate = parties()
    campaign = booked(brand, agency)
    escrow.top_up(agency.pk, BUDGET, "ref")
    lifecycle.submit(campaign, agent)
    Mandate.objects.filter(pk=mandate.pk).update(limit_cents=BUDGET - 1)

    with pytest.raises(OverMandate):
        escrow.launch(campaign, factories.reviewer())

    assert Campaign.objects.get(pk=campaign.pk).status == Status.IN_REVIEW


@pytest.mark.django_db
def test_once_ended_nothing_new_is_booked_and_what_runs_keeps_running() -> None:
    agent, agency, brand, mandate = parties()
    running, waiting, draft = (booked(brand, agency) for _ in range(3))
    escrow.top_up(agency.pk, 2 * BUDGET, "ref")
    for campaign in (running, waiting):
        lifecycle.submit(campaign, agent)
    escrow.launch(running, factories.reviewer())

    mandates.end_mandate(mandate, agent)

    with pytest.raises(NoMandate):
        lifecycle.submit(draft, agent)
    with pytest.raises(NoMandate):
        escrow.launch(waiting, factories.reviewer())
    assert Campaign.objects.get(pk=running.pk).status == Status.LIVE


@pytest.mark.django_db
def test_the_brands_owner_sees_and_ends_what_was_booked_for_it_even_after_the_mandate() -> None:
    agent, agency, brand, mandate = parties()
    campaign = booked(brand, agency)
    escrow.top_up(agency.pk, BUDGET, "ref")
    lifecycle.submit(campaign, agent)
    escrow.launch(campaign, factories.reviewer())
    mandates.end_mandate(mandate, agent)
    client = Client()
    client.force_login(brand.members.get())

    seen = client.get(f"/campaigns/{campaign.pk}/")
    client.post(f"/campaigns/{campaign.pk}/end/")

    assert agency.name in seen.content.decode()
    assert Campaign.objects.get(pk=campaign.pk).status == Status.ENDED


def test_two_booked_at_once_do_not_pass_the_limit_together(cluster: Cluster) -> None:
    agent, agency, brand, mandate = parties(limit_cents=BUDGET)
    drafts = [booked(brand, agency) for _ in range(2)]

    outcomes = at_once(
        *[partial(lifecycle.submit, draft, agent) for draft in drafts], refused=OverMandate
    )

    assert sorted(outcomes) == ["OverMandate", "done"]
    assert booking_conditions.booked_cents(mandate) == BUDGET


def in_review(**proved: bool) -> Campaign:
    """A funded campaign in review, whose sponsor has proved only what is named."""
    owner, brand = factories.brand()
    for kind in Proof.Kind:
        if not proved.get(kind.value):
            brand.proofs.filter(kind=kind).delete()
    campaign = factories.draft(brand)
    escrow.top_up(brand.pk, BUDGET, "ref")
    lifecycle.submit(campaign, owner)
    return campaign


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("proved", "missing"),
    [
        ({}, [Proof.Kind.NUMBER, Proof.Kind.DOMAIN]),
        ({"number": True}, [Proof.Kind.DOMAIN]),
        ({"domain": True}, [Proof.Kind.NUMBER]),
    ],
)
def test_an_unproved_sponsor_is_not_launched(
    proved: dict[str, bool], missing: list[Proof.Kind]
) -> None:
    campaign = in_review(**proved)

    with pytest.raises(Unproven) as refusal:
        escrow.launch(campaign, factories.reviewer())

    assert refusal.value.missing == missing
    assert Campaign.objects.get(pk=campaign.pk).status == Status.IN_REVIEW


@pytest.mark.django_db
def test_a_proved_sponsor_is_launched() -> None:
    campaign = in_review(number=True, domain=True)

    escrow.launch(campaign, factories.reviewer())

    assert campaign.status == Status.LIVE


@pytest.mark.django_db
def test_the_brand_and_the_reviewer_are_told_what_is_missing() -> None:
    campaign = in_review()
    page = f"/campaigns/{campaign.pk}/"
    brand = Client()
    brand.force_login(campaign.sponsor.members.get())

    assert f"/organisations/{campaign.sponsor_id}/proof/" in brand.get(page).content.decode()
    assert campaign.sponsor.proofs.get().value == "brand.example"


@pytest.mark.django_db
def test_a_page_that_led_into_a_private_network_is_not_launched() -> None:
    owner, brand = factories.brand()
    campaign = factories.draft(brand)
    escrow.top_up(brand.pk, BUDGET, "ref")
    lifecycle.submit(campaign, owner)
    LandingCheck.objects.create(campaign=campaign, url=campaign.landing_url, outcome="address")

    with pytest.raises(UnsafeLanding):
        escrow.launch(campaign, factories.reviewer())

    assert Campaign.objects.get(pk=campaign.pk).status == Status.IN_REVIEW
