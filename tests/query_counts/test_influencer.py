"""Lists of influencers: offers, links, posts, accounts, earnings."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from campaigns.joining import add_links
from payouts import escrow
from payouts.models import Payout, PayoutRun
from tests import factories
from tests.query_counts.counting import Listed, assert_constant, keep
from tests.query_counts.earning import earn

pytestmark = pytest.mark.django_db


def offers() -> Listed:
    return factories.InfluencerFactory.create().user, "/find/", lambda: keep(factories.live())


def claims_of_an_influencer() -> Listed:
    influencer = factories.InfluencerFactory.create()
    return (
        influencer.user, "/links/",
        lambda: keep(factories.approved_link(factories.live(), influencer)),
    )  # fmt: skip


def links_of_a_claim() -> Listed:
    claim = factories.claim(factories.live())
    return (
        claim.influencer.user, f"/links/{claim.pk}/",
        lambda: keep(add_links.add(claim, f"Link {next(factories.NUMBERS)}")),
    )  # fmt: skip


def posts_of_an_influencer() -> Listed:
    influencer = factories.InfluencerFactory.create()
    return (
        influencer.user, "/posts/",
        lambda: keep(factories.approved_link(factories.live(), influencer)),
    )  # fmt: skip


def clicks_and_cases_of_a_claim() -> Listed:
    link = factories.approved_link(factories.live())
    user = link.claim.influencer.user
    return user, f"/links/{link.claim_id}/clicks/", lambda: keep(factories.case(link))


def accounts_of_an_influencer() -> Listed:
    influencer = factories.InfluencerFactory.create()
    return influencer.user, "/me/accounts/", lambda: keep(factories.social_account(influencer))


def holds_of_an_influencer() -> Listed:
    influencer = factories.InfluencerFactory.create()
    return (
        influencer.user, "/earnings/",
        lambda: earn(factories.approved_link(factories.live(), influencer)),
    )  # fmt: skip


def payouts_of_an_influencer() -> Listed:
    influencer = factories.InfluencerFactory.create()
    finance, organisation = factories.finance(), factories.OrganisationFactory.create()

    def add_one() -> None:
        run = PayoutRun.objects.create(
            created_by=finance, total_cents=1_000, file_encrypted=b"", file_sha256="0" * 64
        )
        moved = escrow.top_up(organisation.pk, 100, f"ref-{next(factories.NUMBERS)}")
        keep(
            Payout.objects.create(
                run=run, influencer=influencer, cents=1_000, iban_masked="FR", reserved_by_id=moved
            )
        )

    return influencer.user, "/earnings/", add_one


LISTS = [
    offers,
    claims_of_an_influencer,
    links_of_a_claim,
    posts_of_an_influencer,
    clicks_and_cases_of_a_claim,
    accounts_of_an_influencer,
    holds_of_an_influencer,
    payouts_of_an_influencer,
]


@pytest.mark.parametrize("make", LISTS, ids=lambda make: make.__name__)
def test_one_item_costs_what_more_cost(make: Callable[[], Listed]) -> None:
    assert_constant(make)
