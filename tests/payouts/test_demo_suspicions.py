"""The demo's cases: something to decide, something appealed, and books that hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

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


def test_what_a_case_shows_agrees_with_its_clicks() -> None:
    everybody = demo_people.invite()
    cast = replace(everybody, influencers=everybody.influencers[:16])
    campaigns = demo_campaigns.make(cast, timezone.now().date() - timedelta(days=5))
    for link in Link.objects.filter(
        claim__campaign__title__in={demo_cases.OPEN, demo_cases.DECIDED}
    ):
        factories.clicks(link, 20)
    for campaign in campaigns:
        settle(campaign.pk)

    demo_cases.leave(cast.colleague)

    for case in Case.objects.all():
        times = sorted(click.click_at for click in case.clicks.all())
        agrees = AGREES[case.reason]
        assert agrees(case.evidence, times), (case.reason, case.evidence)


def _script(evidence: dict[str, Any], times: list[datetime]) -> bool:
    gaps = [(b - a).total_seconds() for a, b in pairwise(times)]
    mean_gap = sum(gaps) / len(gaps)
    return bool(
        evidence["gaps"] == [round(gap, 1) for gap in gaps]
        and (evidence["period"] == round(mean_gap, 1))
    )


def _incited(evidence: dict[str, Any], times: list[datetime]) -> bool:
    posted = datetime.fromisoformat(evidence["posted_at"])
    held = sum(suspect for _at, _clicks, suspect in evidence["bins"])
    asks = evidence["features"]["words"][0] > 0
    return bool(posted <= times[0] and held == len(times) and asks)


def _ring(evidence: dict[str, Any], times: list[datetime]) -> bool:
    return bool(sum(clicks for _a, _b, clicks in evidence["edges"]) == len(times))


def _spike(evidence: dict[str, Any], times: list[datetime]) -> bool:
    most = max(clicks for _at, clicks in evidence["hours"])
    return bool(most == len(times) and most > evidence["limit"])


AGREES = {"script": _script, "incited": _incited, "ring": _ring, "spike": _spike}
