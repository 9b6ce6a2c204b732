"""A step is done when it was seen and saved; everyday people are whom a draft begins with."""

from __future__ import annotations

import pytest
from django.test import Client

from campaigns.drafts import draft_steps
from campaigns.models import Campaign, LandingCheck
from campaigns.running import lifecycle
from marketplace.accounts.models import Organisation, User
from payouts import escrow
from tests import factories
from tests.signing_in import signed_in_as, with_second_factor

pytestmark = pytest.mark.django_db


def english(user: User) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    return client


def begun(client: Client, organisation: Organisation) -> Campaign:
    typed = {
        "sponsor": organisation.pk, "title": "Trains", "category": "travel",
        "is_political": "no", "landing_url": "https://a.example/",
    }  # fmt: skip
    client.post("/campaigns/new/", typed)
    return Campaign.objects.get()


def done(campaign: Campaign) -> list[str]:
    campaign.refresh_from_db()
    return [place.key for place in draft_steps.places(campaign, "check") if place.done]


def test_what_nobody_has_seen_is_not_ticked() -> None:
    user, organisation = factories.brand()

    campaign = begun(english(user), organisation)

    assert done(campaign) == ["offer"]


def test_a_step_is_ticked_once_it_was_saved() -> None:
    user, organisation = factories.brand()
    client = english(user)
    campaign = begun(client, organisation)

    client.post(
        f"/campaigns/{campaign.pk}/edit/audience/",
        {"version": campaign.version, "tiers": ["everyday"], "confirm_everyday": "on",
         "admission": "open"},
    )  # fmt: skip

    assert done(campaign) == ["offer", "audience"]


def test_everyday_people_are_chosen_and_still_to_be_confirmed() -> None:
    user, organisation = factories.brand()
    client = english(user)
    campaign = begun(client, organisation)

    page = client.get(f"/campaigns/{campaign.pk}/edit/audience/").content.decode()

    assert campaign.tiers == ["everyday"]
    assert campaign.everyday_confirmed_at is None
    assert page.count('value="everyday"') == page.count('value="everyday"\n  checked') or (
        "checked" in page.split('value="everyday"')[1][:80]
    )


def test_a_page_that_does_not_open_is_said_on_the_check_page_with_a_way_to_try_again() -> None:
    user, organisation = factories.brand()
    campaign = factories.draft(organisation)
    client = english(user)
    LandingCheck.objects.create(campaign=campaign, url=campaign.landing_url, outcome="unresolvable")

    page = client.get(f"/campaigns/{campaign.pk}/check/").content.decode()
    again = client.post(f"/campaigns/{campaign.pk}/landing/again/", {"back": "check"})

    assert "Your landing page does not open" in page
    assert again["Location"] == f"/campaigns/{campaign.pk}/check/"


def test_whoever_approves_it_nevertheless_says_why_and_it_is_kept() -> None:
    campaign = factories.draft()
    factories.proven(campaign.sponsor, "brand.example")
    owner = campaign.sponsor.members.get()
    escrow.top_up(campaign.buyer_id, campaign.budget_cents, "VIR 1")
    lifecycle.submit(campaign, owner)
    LandingCheck.objects.create(campaign=campaign, url=campaign.landing_url, outcome="status",
                                status=404)  # fmt: skip
    client = signed_in_as(with_second_factor(factories.reviewer()))
    page = client.get("/review/?kind=campaign").content.decode()
    seen = page.split('name="seen" value="')[1].split('"')[0]
    path = f"/review/campaigns/{campaign.pk}/"

    assert client.post(path, {"decision": "approve", "seen": seen}).status_code == 409
    campaign.refresh_from_db()
    assert campaign.status == "in_review"

    why = "It opens tomorrow, the brand says."
    client.post(path, {"decision": "approve", "reason": why, "seen": seen})

    campaign.refresh_from_db()
    assert campaign.status == "live"
    last = campaign.transitions.order_by("pk").last()
    assert last is not None
    assert last.reason == why
