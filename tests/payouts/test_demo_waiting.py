"""The demo leaves something to do for everybody, so that no page of it is dull."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from campaigns.drafts.draft_missing import missing
from campaigns.models import Amendment, Campaign, Claim, Dispute, JoinRequest, Message
from marketplace.accounts import suspend_account
from marketplace.accounts.models import Finding, SocialAccount
from payouts.demo import demo_campaigns, demo_people, demo_waiting

pytestmark = pytest.mark.django_db


def test_something_waits_for_everybody() -> None:
    everybody = demo_people.invite()
    cast = replace(everybody, influencers=everybody.influencers[:16])
    demo_campaigns.make(cast, timezone.now().date() - timedelta(days=5))

    demo_waiting.leave(cast)

    lina = cast.influencers[0]
    assert any(missing(one) for one in Campaign.objects.filter(status="draft"))
    assert JoinRequest.objects.filter(status="waiting").count() == len(demo_waiting.REQUESTS)
    assert Message.objects.filter(status="waiting").count() == len(demo_waiting.MESSAGES)
    assert set(Dispute.objects.values_list("status", flat=True)) == {"open", "rejected"}
    assert Amendment.objects.filter(status="in_review").count() == 1
    assert {one.status for one in lina.accounts.all()} == set(SocialAccount.Status)
    assert Claim.objects.filter(influencer=lina).exclude(left_at=None).count() == 1
    assert Finding.objects.filter(status="open").count() == 2
    assert suspend_account.lasting(cast.influencers[15].user)
