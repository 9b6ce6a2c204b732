"""Suspended people and organisations can read why, and nothing of theirs goes on."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.db import DatabaseError, transaction
from django.test import Client

from campaigns.clicks.judging import judge_clicks
from campaigns.joining import claim_campaign
from campaigns.models import Campaign, Verdict
from campaigns.running import lifecycle
from campaigns.running.suspend_campaigns import suspend_organisation
from marketplace.accounts import suspend_account
from marketplace.accounts.models import Influencer, Suspension, User
from tests import factories

pytestmark = pytest.mark.django_db


def client_of(user: User) -> Client:
    EmailAddress.objects.get_or_create(
        user=user, email=user.email, defaults={"verified": True, "primary": True}
    )
    if user.is_staff:
        TOTP.activate(user, generate_totp_secret())
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def somebody() -> Influencer:
    return factories.InfluencerFactory.create()


def suspend(influencer: Influencer) -> Suspension:
    return suspend_account.suspend(influencer.user, factories.reviewer(), "Clicks were bought.")


def test_every_page_leads_to_why(somebody: Influencer) -> None:
    suspend(somebody)
    client = client_of(somebody.user)

    assert client.get("/find/").headers["Location"] == "/suspended/"
    assert "Clicks were bought." in client.get("/suspended/").content.decode()


def test_the_statement_and_ones_data_stay_in_reach(somebody: Influencer) -> None:
    statement = suspend(somebody).statement
    client = client_of(somebody.user)

    assert client.get(f"/statements/{statement.pk}/").status_code == 200
    assert client.get("/me/data/progress/").status_code == 200


def test_restored_one_goes_on(somebody: Influencer) -> None:
    suspend(somebody)

    suspend_account.restore(somebody.user, factories.reviewer(), "It was a mistake.")

    assert client_of(somebody.user).get("/find/").status_code == 200


def test_suspending_twice_is_once(somebody: Influencer) -> None:
    assert suspend(somebody) == suspend(somebody)
    assert Suspension.objects.count() == 1


def test_staff_are_not_suspended() -> None:
    with pytest.raises(suspend_account.CannotSuspend):
        suspend_account.suspend(factories.finance(), factories.reviewer(), "Why not?")


def test_nobody_suspended_joins(somebody: Influencer) -> None:
    campaign = factories.live()
    suspend(somebody)

    with pytest.raises(claim_campaign.DoesNotFit) as refused:
        claim_campaign.claim(campaign.pk, somebody)

    assert [one.code for one in refused.value.obstacles] == ["suspended"]


def test_clicks_are_not_paid_while_it_lasts(somebody: Influencer) -> None:
    link = factories.approved_link(factories.live(), somebody)
    suspension = suspend(somebody)
    suspension.refresh_from_db()
    before = factories.click(link, at=suspension.at - timedelta(seconds=1))
    during = factories.click(link, at=suspension.at + timedelta(seconds=1))

    judge_clicks.judge_batch()

    assert Verdict.objects.get(click_id=before).reasons == []
    assert Verdict.objects.get(click_id=during).reasons == ["suspended"]


def test_an_organisations_campaigns_stop_and_do_not_resume() -> None:
    owner, organisation = factories.brand()
    campaign = factories.live(organisation)

    suspend_organisation(organisation, factories.reviewer(), "Nobody knows who it is.")

    campaign.refresh_from_db()
    assert campaign.status == Campaign.Status.PAUSED
    with pytest.raises(lifecycle.Suspended):
        lifecycle.resume(campaign, owner)


def test_its_people_are_told_why_it_does_not_resume() -> None:
    owner, organisation = factories.brand()
    campaign = factories.live(organisation)
    suspend_organisation(organisation, factories.reviewer(), "Nobody knows who it is.")

    page = client_of(owner).post(f"/campaigns/{campaign.pk}/move/", {"to": "live"}, follow=True)

    assert "note-error" in page.content.decode()


def test_nothing_of_it_is_launched_either() -> None:
    owner, organisation = factories.brand()
    draft = factories.draft(organisation)
    suspend_organisation(organisation, factories.reviewer(), "Nobody knows who it is.")

    with pytest.raises(lifecycle.Suspended):
        lifecycle.submit(draft, owner)


def test_a_reviewer_suspends_and_restores_on_the_page(somebody: Influencer) -> None:
    client = client_of(factories.reviewer())
    address = f"/people/{somebody.user_id}/suspend/"

    client.post(address, {"decision": "suspend", "ready": "several_accounts"})
    assert suspend_account.lasting(somebody.user) is not None

    client.post(address, {"decision": "restore", "reason": "Two sisters."})
    assert suspend_account.lasting(somebody.user) is None


def test_a_suspension_is_never_edited(somebody: Influencer) -> None:
    suspend(somebody)

    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        Suspension.objects.all().delete()
