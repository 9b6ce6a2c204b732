"""Lists of brands: campaigns, the people in them, funds, team and proofs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from campaigns.models import HourlyVerdict, JoinRequest, Picture, Restatement
from campaigns.running import dispute_clicks
from marketplace.accounts import invite_member, membership
from marketplace.accounts.models import Organisation, User
from marketplace.accounts.proof import prove_sponsor
from marketplace.paris_days import paris_today
from payouts import escrow, top_up_transfers
from tests import factories
from tests.query_counts.counting import Listed, assert_constant, keep
from tests.query_counts.earning import earn

pytestmark = pytest.mark.django_db


def campaigns_of_a_brand() -> Listed:
    user, organisation = factories.brand()
    return user, "/campaigns/", lambda: keep(factories.draft(organisation))


def influencers_of_a_campaign() -> Listed:
    user, organisation = factories.brand()
    campaign = factories.live(organisation)
    return user, f"/campaigns/{campaign.pk}/", lambda: earn(factories.approved_link(campaign))


def people_of_a_campaign() -> Listed:
    user, organisation = factories.brand()
    campaign = factories.live(organisation)

    def add_one() -> None:
        JoinRequest.objects.create(
            campaign=campaign, influencer=factories.InfluencerFactory.create()
        )
        factories.message_that_waits(campaign)
        dispute_clicks.open_dispute(factories.claim(campaign), user, "All at night.")

    return user, f"/campaigns/{campaign.pk}/people/", add_one


def pictures_of_a_draft() -> Listed:
    user, organisation = factories.brand()
    campaign = factories.draft(organisation)
    return (
        user, f"/campaigns/{campaign.pk}/edit/words/",
        lambda: keep(
            Picture.objects.create(campaign=campaign, image=b"jpeg", width=1, height=1)
        ),
    )  # fmt: skip


def days_of_a_report() -> Listed:
    user, organisation = factories.brand()
    link = factories.approved_link(factories.live(organisation))
    days = (timezone.now() - timedelta(days=number) for number in range(1, 60))

    def add() -> None:
        day = next(days)
        Restatement.objects.create(claim=link.claim, day=day, on=timezone.now(), verdict="valid",
                                   reason="", clicks=1)  # fmt: skip
        HourlyVerdict.objects.create(claim=link.claim, hour=day, verdict="valid", reason="",
                                     clicks=1)  # fmt: skip

    return user, f"/campaigns/{link.claim.campaign_id}/report/", add


def movements_of_funds() -> Listed:
    user, organisation = factories.brand()
    return user, "/funds/", lambda: keep(factories.live(organisation))


def transfers_announced_by_a_brand() -> Listed:
    user, organisation = factories.brand()
    return (
        user,
        "/funds/",
        lambda: keep(top_up_transfers.announce_top_up(organisation, 5_000, user, uuid4())),
    )


def lines_of_a_statement() -> Listed:
    user, organisation = factories.brand()
    month = paris_today().strftime("%Y-%m")
    return (
        user, f"/funds/{organisation.pk}/statements/{month}/",
        lambda: keep(escrow.top_up(organisation.pk, 500, str(uuid4()))),
    )  # fmt: skip


def members_invitations_and_log() -> Listed:
    user, organisation = factories.brand()

    def add_one() -> None:
        address = f"invited-{organisation.invitations.count()}@test.example"
        invite_member.invite(organisation, address, "viewer", user)
        other = factories.UserFactory.create(role=User.Role.BRAND)
        membership.join(organisation, other, "viewer")

    return user, f"/organisations/{organisation.pk}/team/", add_one


def domains_to_prove() -> Listed:
    user, brand = factories.brand()
    return (
        user, f"/organisations/{brand.pk}/proof/",
        lambda: keep(prove_sponsor.claim_domain(brand, f"shop-{brand.proofs.count()}.example")),
    )  # fmt: skip


def mandates_of_a_brand() -> Listed:
    user, brand = factories.brand()

    def add_one() -> None:
        agency = factories.OrganisationFactory.create(kind=Organisation.Kind.AGENCY)
        factories.mandate(agency, brand)

    return user, f"/organisations/{brand.pk}/mandates/", add_one


LISTS = [
    campaigns_of_a_brand,
    influencers_of_a_campaign,
    people_of_a_campaign,
    pictures_of_a_draft,
    days_of_a_report,
    movements_of_funds,
    transfers_announced_by_a_brand,
    lines_of_a_statement,
    members_invitations_and_log,
    domains_to_prove,
    mandates_of_a_brand,
]


@pytest.mark.parametrize("make", LISTS, ids=lambda make: make.__name__)
def test_one_item_costs_what_more_cost(make: Callable[[], Listed]) -> None:
    assert_constant(make)
