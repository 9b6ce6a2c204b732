"""A draft is made once, and two people editing it get a clear conflict."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from campaigns import lifecycle
from campaigns.models import Campaign
from marketplace.accounts.models import Organisation, User
from tests import factories

pytestmark = pytest.mark.django_db


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def filled(page: str, organisation: Organisation, **changes: str) -> dict[str, str]:
    """The form of a page as a browser would send it back."""
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page))
    return {
        **hidden, "sponsor": str(organisation.pk), "title": "Trains", "brief": "Say why.",
        "landing_url": "https://a.example/", "rate_cents": "0,35", "cap_cents": "50",
        "budget_cents": "1 000", "starts_on": "2999-01-01", "ends_on": "2999-02-01",
        "hold_days": "14", **changes,
    }  # fmt: skip


def test_a_form_sent_twice_makes_one_draft() -> None:
    user, organisation = factories.brand()
    client = client_of(user)
    form = filled(client.get("/campaigns/new/").content.decode(), organisation)

    answers = [client.post("/campaigns/new/", form) for _ in range(3)]

    campaign = Campaign.objects.get()
    assert {a.headers["Location"] for a in answers} == {f"/campaigns/{campaign.pk}/"}


def test_a_form_changed_and_sent_again_is_a_conflict_and_keeps_its_text() -> None:
    user, organisation = factories.brand()
    client = client_of(user)
    form = filled(client.get("/campaigns/new/").content.decode(), organisation)
    client.post("/campaigns/new/", form)

    answer = client.post("/campaigns/new/", {**form, "title": "Other trains"})

    assert answer.status_code == 200
    assert 'value="Other trains"' in answer.content.decode()
    assert Campaign.objects.count() == 1


def test_two_people_editing_get_a_conflict_and_keep_what_they_typed() -> None:
    user, organisation = factories.brand()
    colleague, _ = factories.brand(organisation)
    campaign = factories.draft(organisation, title="Before")
    path = f"/campaigns/{campaign.pk}/edit/"
    pages = [client_of(one).get(path).content.decode() for one in (user, colleague)]
    client_of(user).post(path, filled(pages[0], organisation, title="First"))

    answer = client_of(colleague).post(path, filled(pages[1], organisation, title="Second"))

    assert answer.status_code == 200
    assert 'value="Second"' in answer.content.decode()
    assert Campaign.objects.get().title == "First"


def test_a_draft_that_was_sent_to_review_meanwhile_is_not_changed() -> None:
    user, organisation = factories.brand()
    campaign = factories.draft(organisation, title="Before")
    path = f"/campaigns/{campaign.pk}/edit/"
    page = client_of(user).get(path).content.decode()
    lifecycle.submit(campaign, user)

    client_of(user).post(path, filled(page, organisation, title="After"))

    assert Campaign.objects.get().title == "Before"
