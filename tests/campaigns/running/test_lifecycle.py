"""Every act from every state: what a brand may do, what a reviewer alone may."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from campaigns.models import Campaign
from campaigns.running import lifecycle
from marketplace.accounts.models import User
from marketplace.states import IllegalTransition, StateChanged
from tests import factories

pytestmark = pytest.mark.django_db
Status = Campaign.Status
LEADS_FROM: dict[Callable[[Campaign, User], None], set[str]] = {
    lifecycle.submit: {Status.DRAFT},
    lifecycle.approve: {Status.IN_REVIEW},
    lifecycle.pause: {Status.LIVE},
    lifecycle.resume: {Status.PAUSED},
    lifecycle.end_campaign: {Status.LIVE, Status.PAUSED, Status.EXHAUSTED},
}


def campaign_in(status: Status) -> Campaign:
    campaign = factories.draft()
    Campaign.objects.filter(pk=campaign.pk).update(
        status=status, destination_url="https://brand.example/landing"
    )
    campaign.refresh_from_db()
    return campaign


@pytest.mark.parametrize("status", list(Status))
@pytest.mark.parametrize("act", LEADS_FROM, ids=lambda act: act.__name__)
def test_an_act_is_possible_from_its_states_alone(
    act: Callable[[Campaign, User], None], status: Status
) -> None:
    campaign, user = campaign_in(status), factories.reviewer()

    if status in LEADS_FROM[act]:
        act(campaign, user)
        assert Campaign.objects.get(pk=campaign.pk).status != status
    else:
        with pytest.raises(IllegalTransition):
            act(campaign, user)
        assert Campaign.objects.get(pk=campaign.pk).status == status


def test_a_brand_cannot_launch_its_own_campaign() -> None:
    user, organisation = factories.brand()
    campaign = factories.draft(organisation)
    client = Client()
    client.force_login(user)

    client.post(f"/campaigns/{campaign.pk}/check/", {"version": "1"})
    client.post(f"/campaigns/{campaign.pk}/move/", {"to": Status.LIVE})

    assert Campaign.objects.get(pk=campaign.pk).status == Status.IN_REVIEW


def test_the_database_refuses_a_running_campaign_that_nobody_approved() -> None:
    campaign = factories.draft()

    with (
        pytest.raises(IntegrityError, match="campaign_that_ran_was_approved"),
        transaction.atomic(),
    ):
        Campaign.objects.filter(pk=campaign.pk).update(status=Status.LIVE)


def test_two_people_at_once_move_a_campaign_once() -> None:
    campaign = factories.live()
    stale = Campaign.objects.get(pk=campaign.pk)
    lifecycle.pause(campaign, factories.reviewer())

    with pytest.raises(StateChanged):
        lifecycle.pause(stale, factories.reviewer())
