"""Who leaves takes their name along; the ledger keeps its sums, and who is owed something waits."""

from __future__ import annotations

import json
from functools import partial

import pytest
from django.core import serializers
from django.db import transaction
from django.test import Client

from campaigns.clicks.forgetting import partitions
from campaigns.clicks.judging import judge_clicks
from campaigns.models import Campaign
from marketplace.accounts.models import Influencer, Membership, User
from marketplace.notifications.models import Mail
from marketplace.personal_data import leave_franc, registry
from marketplace.personal_data.models import Departure
from payouts import audit, earnings, escrow
from payouts.models import Account
from tests import factories
from tests.harness.cluster import Cluster
from tests.harness.together import at_once
from tests.journeys import people
from tests.marketplace.personal_data.fresh_sign_in import fresh

in_a_transaction = pytest.mark.django_db


@pytest.fixture
def user(db: None) -> User:
    influencer = factories.InfluencerFactory.create(display_name="Lina Known", handle="@lina_known")
    return people.confirmed(influencer.user)


@in_a_transaction
def test_leaving_takes_name_and_identity_and_ends_every_session(user: User) -> None:
    client, elsewhere, email = fresh(user), fresh(user), user.email
    elsewhere.get("/me/")

    response = client.post("/me/leave/", {"sure": "on"})

    assert response.headers["Location"] == "/goodbye/"
    assert elsewhere.get("/me/").status_code == 302
    rows = [*User.objects.filter(pk=user.pk), *Influencer.objects.filter(user=user)]
    left = json.dumps(serializers.serialize("json", rows))
    assert not [name for name in (email, "Lina Known", "lina_known") if name in left]
    assert not Mail.objects.filter(to=email).exists()
    assert Departure.objects.filter(user=user).exists()
    assert not Client().login(email=email, password=people.PASSWORD)


@in_a_transaction
def test_it_is_asked_once_more(user: User) -> None:
    response = fresh(user).post("/me/leave/", {})

    assert response.status_code == 200
    assert User.objects.get(pk=user.pk).is_active


@in_a_transaction
def test_leaving_twice_is_leaving_once(user: User) -> None:
    leave_franc.leave(user)
    leave_franc.leave(user)

    assert Departure.objects.count() == 1


def earned(user: User) -> Campaign:
    """A campaign in which `user` earned one click, pending."""
    link = factories.approved_link(factories.live(), user.influencer)
    factories.click(link)
    judge_clicks.judge_batch()
    earnings.settle_batch(link.claim.campaign_id)
    return link.claim.campaign


@in_a_transaction
def test_whoever_is_owed_something_is_told_why_they_must_wait(user: User) -> None:
    campaign = earned(user)

    page = fresh(user).post("/me/leave/", {"sure": "on"}).content.decode()

    assert "€0.35 of yours are still pending" in page
    assert f"You take part in {campaign.title}" in page
    with pytest.raises(leave_franc.CannotLeave):
        leave_franc.leave(user)
    assert User.objects.get(pk=user.pk).is_active


@in_a_transaction
def test_the_last_owner_of_a_team_stays() -> None:
    owner, organisation = factories.brand()
    member = factories.UserFactory.create(role=User.Role.BRAND)
    Membership.objects.create(user=member, organisation=organisation, role=Membership.Role.VIEWER)

    assert organisation.name in "".join(leave_franc.obstacles(owner))
    assert leave_franc.obstacles(member) == []


@in_a_transaction
def test_a_brand_with_funds_and_nobody_else_asks_for_them_first() -> None:
    owner, organisation = factories.brand()
    escrow.top_up(organisation.pk, 10_000, "ref")

    assert "100" in "".join(leave_franc.obstacles(owner))


@in_a_transaction
def test_a_brand_whose_campaign_runs_stays() -> None:
    owner, organisation = factories.brand()
    campaign = factories.live(organisation)

    assert campaign.title in "".join(leave_franc.obstacles(owner))


def test_forgetting_who_earned_changes_no_sum_and_the_audit_holds(cluster: Cluster) -> None:
    """Whatever the obstacles say: the audit reads committed data, before and after."""
    partitions.prepare()
    influencer = factories.InfluencerFactory.create(display_name="Lina Known")
    earned(influencer.user)
    sums = list(Account.objects.order_by("pk").values_list("pk", "balance_cents"))

    with transaction.atomic():
        for room in reversed(registry.rooms().values()):
            room.forget(influencer.user)

    influencer.refresh_from_db()
    assert influencer.display_name != "Lina Known"
    assert list(Account.objects.order_by("pk").values_list("pk", "balance_cents")) == sums
    assert [check.name for check in audit.run_audit() if not check.holds] == []


def test_of_two_last_owners_who_leave_at_once_one_stays(cluster: Cluster) -> None:
    owner, brand = factories.brand()
    other = factories.member(brand, Membership.Role.OWNER)
    factories.member(brand, Membership.Role.VIEWER)

    outcomes = at_once(
        *[partial(leave_franc.leave, user) for user in (owner, other)],
        refused=leave_franc.CannotLeave,
    )

    assert sorted(outcomes) == ["CannotLeave", "done"]
    assert brand.memberships.filter(role=Membership.Role.OWNER).count() == 1
