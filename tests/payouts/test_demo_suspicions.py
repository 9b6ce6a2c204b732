"""The demo's cases: something to decide, something appealed, and books that hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from campaigns.cases import appeal_case
from campaigns.models import Appeal, Case, Link
from payouts import audit
from payouts.demo import demo_campaigns, demo_cases, demo_people
from payouts.models import SetAside
from tests import factories
from tests.payouts.verdicts import settle

pytestmark = pytest.mark.django_db


def test_a_reviewer_finds_one_of_each_kind() -> None:
    everybody = demo_people.invite()
    cast = replace(everybody, influencers=everybody.influencers[:16])
    campaigns = demo_campaigns.make(cast, timezone.now().date() - timedelta(days=5))
    titles = {demo_cases.OPEN, demo_cases.DECIDED}
    for link in Link.objects.filter(claim__campaign__title__in=titles):
        factories.clicks(link, 8)
    for campaign in campaigns:
        settle(campaign.pk)

    demo_cases.leave(cast.colleague)

    waiting = Case.objects.filter(status=Case.Status.OPEN).values_list("reason", flat=True)
    assert sorted(waiting) == ["incited", "ring", "script", "spike"]
    appeal = Appeal.objects.get()
    assert appeal.claim.influencer.user.email == "lina@franc.example"
    assert appeal_case.deciders(appeal.case) == {cast.colleague.pk}  # the reviewer may answer it
    assert SetAside.objects.exists()
    assert [check for check in audit.look() if not check.holds] == []
