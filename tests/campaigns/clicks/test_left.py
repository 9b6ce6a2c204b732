"""Clicks after somebody has left, through the real pipeline; and what each link brought."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from campaigns.clicks.judging import judge_clicks, rejudge_held
from campaigns.disclosure import decide_post
from campaigns.figures import link_figures
from campaigns.joining import add_links, claim_campaign, leave_campaign
from campaigns.models import Absence, Claim, Link, LinkTotal, Verdict
from payouts import earnings
from tests import factories

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def link() -> Link:
    return factories.approved_link(factories.live())


def outcome_of(click_id: UUID) -> tuple[str, list[str]]:
    verdict = Verdict.objects.filter(click_id=click_id).latest("seq")
    return verdict.outcome, verdict.reasons


def leave(claim: Claim, hours_ago: int) -> None:
    leave_campaign.leave(claim)
    Claim.objects.filter(pk=claim.pk).update(left_at=datetime.now(UTC) - hours_ago * HOUR)


def test_clicks_after_leaving_are_not_paid_and_earlier_ones_are(link: Link) -> None:
    now = datetime.now(UTC)
    before, after = factories.click(link, now - 3 * HOUR), factories.click(link, now - HOUR)
    leave(link.claim, hours_ago=2)

    judge_clicks.judge_batch()
    earnings.settle_batch(link.claim.campaign_id)

    assert outcome_of(before) == ("valid", [])
    assert outcome_of(after) == ("rejected", ["left"])
    link.claim.refresh_from_db()
    assert link.claim.accrued_cents == link.claim.rate_cents


def test_a_click_of_the_time_away_stays_unpaid_when_judged_after_the_return(link: Link) -> None:
    now = datetime.now(UTC)
    away, back = factories.click(link, now - HOUR), factories.click(link, now + HOUR)
    leave(link.claim, hours_ago=2)
    claim_campaign.claim(link.claim.campaign_id, link.claim.influencer)

    judge_clicks.judge_batch()

    assert Absence.objects.filter(claim=link.claim).exists()
    assert outcome_of(away) == ("rejected", ["left"])
    assert outcome_of(back) == ("valid", [])


def test_each_link_has_its_own_counts_and_the_cap_is_of_the_claim() -> None:
    first = factories.approved_link(factories.live(cap_cents=70))
    second = add_links.add(first.claim, "Story")
    decide_post.approve(decide_post.submit(second, "https://x.example/2"), factories.reviewer())
    factories.clicks(first, 2)
    factories.clicks(second, 3)

    judge_clicks.judge_batch()
    earnings.settle_batch(first.claim.campaign_id)

    rows = link_figures.links(first.claim)
    assert [(row.link, row.clicks) for row in rows] == [(first, 2), (second, 3)]
    assert sum(row.paid for row in rows) == 2


def test_clicks_that_waited_are_counted_once() -> None:
    claim = factories.claim(factories.live())
    link = claim.links.get()
    factories.clicks(link, 2)
    judge_clicks.judge_batch()
    post = decide_post.submit(link, "https://x.example/1")
    decide_post.approve(post, factories.reviewer())

    rejudge_held.rejudge_batch(post.pk)

    totals = dict(LinkTotal.objects.values_list("outcome", "clicks"))
    assert totals == {"held": 0, "valid": 2}
