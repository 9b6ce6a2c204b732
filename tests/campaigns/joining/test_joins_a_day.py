"""Places of a day begin again at midnight in Paris."""

from __future__ import annotations

from datetime import timedelta

import pytest

from campaigns.joining import claim_campaign
from campaigns.models import Claim
from marketplace.paris_days import day_begins, paris_today
from tests import factories


@pytest.mark.django_db
def test_who_joined_before_midnight_in_paris_took_a_place_of_yesterday() -> None:
    campaign = factories.live(joins_per_day=1)
    claims = [factories.claim(campaign)]
    midnight = day_begins(paris_today())

    found = {}
    for minutes in (-1, 0):
        at = midnight + timedelta(minutes=minutes)
        Claim.objects.filter(pk=claims[0].pk).update(created_at=at)
        found[minutes] = claim_campaign.joined_today(campaign)

    assert found == {-1: 0, 0: 1}
