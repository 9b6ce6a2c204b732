"""Pass A against the database: windows, midnight, order, totals, and nothing twice."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection

from campaigns.clicks.judging import judge_clicks, rejudge_held
from campaigns.disclosure import decide_post
from campaigns.models import (
    ClickToJudge,
    HeldClick,
    HourlyVerdict,
    Link,
    Sighting,
    ToSettle,
    Verdict,
)
from campaigns.running import lifecycle
from marketplace.models import OutboxMessage
from tests import factories

pytestmark = pytest.mark.django_db
ANN, BOB = b"a" * 16, b"b" * 16


@pytest.fixture
def link() -> Link:
    return factories.approved_link(factories.live())


def now() -> datetime:
    return datetime.now(UTC)


def outcome_of(click_id: UUID) -> tuple[str, list[str]]:
    verdict = Verdict.objects.filter(click_id=click_id).order_by("seq").last()
    assert verdict is not None
    return verdict.outcome, verdict.reasons


def totals(link: Link) -> dict[tuple[str, str], int]:
    rows = HourlyVerdict.objects.filter(claim=link.claim_id, clicks__gt=0)
    sums: dict[tuple[str, str], int] = {}
    for verdict, reason, clicks in rows.values_list("verdict", "reason", "clicks"):
        sums[verdict, reason] = sums.get((verdict, reason), 0) + clicks
    return sums


def test_a_valid_click_is_queued_for_settlement_and_counted(link: Link) -> None:
    click = factories.click(link)

    assert judge_clicks.judge_batch() == 1

    assert outcome_of(click) == ("valid", [])
    assert list(ToSettle.objects.values_list("click_id", flat=True)) == [click]
    assert totals(link) == {("valid", ""): 1}
    assert not ClickToJudge.objects.exists()
    wakes = OutboxMessage.objects.filter(task="payouts.settle").values_list("kwargs", flat=True)
    assert list(wakes) == [{"campaign_id": link.claim.campaign_id}]


def test_judging_again_changes_nothing(link: Link) -> None:
    factories.click(link)
    judge_clicks.judge_batch()

    assert judge_clicks.judge_batch() == 0

    assert Verdict.objects.count() == 1


def test_the_first_of_a_visitors_clicks_counts(link: Link) -> None:
    start = now() - timedelta(hours=5)
    first = factories.click(link, start, visitor=ANN)
    second = factories.click(link, start + timedelta(seconds=5), visitor=ANN)
    third = factories.click(link, start + timedelta(hours=3), visitor=ANN)
    stranger = factories.click(link, start + timedelta(seconds=6), visitor=BOB)

    judge_clicks.judge_batch()

    assert outcome_of(first) == ("valid", [])
    assert outcome_of(second) == ("rejected", ["double_click", "repeat_24h"])
    assert outcome_of(third) == ("rejected", ["repeat_24h"])
    assert outcome_of(stranger) == ("valid", [])


def test_the_window_is_remembered_from_batch_to_batch(link: Link) -> None:
    start = now() - timedelta(hours=5)
    factories.click(link, start, visitor=ANN)
    judge_clicks.judge_batch()
    second = factories.click(link, start + timedelta(hours=1), visitor=ANN)

    judge_clicks.judge_batch()

    assert outcome_of(second) == ("rejected", ["repeat_24h"])


def test_midnight_makes_no_difference(link: Link) -> None:
    """Before midnight the visitor had another key: it comes with the queue as `before`."""
    start = now() - timedelta(hours=5)
    factories.click(link, start, visitor=ANN)
    judge_clicks.judge_batch()
    after = factories.click(link, start + timedelta(hours=1), visitor=BOB, before=ANN)

    judge_clicks.judge_batch()

    assert outcome_of(after) == ("rejected", ["repeat_24h"])


def test_caps_and_duplicates_count_per_claim_and_not_per_link(link: Link) -> None:
    other = Link.objects.create(claim=link.claim, code="another")
    decide_post.approve(
        decide_post.submit(other, "https://social.example/p/2"), factories.reviewer()
    )
    start = now() - timedelta(hours=5)
    factories.click(link, start, visitor=ANN)
    second = factories.click(other, start + timedelta(hours=1), visitor=ANN)

    judge_clicks.judge_batch()

    assert outcome_of(second) == ("rejected", ["repeat_24h"])


def test_the_same_visitor_on_two_claims_counts_twice(link: Link) -> None:
    other = factories.approved_link(link.claim.campaign)
    clicks = [factories.click(one, visitor=ANN) for one in (link, other)]

    judge_clicks.judge_batch()

    assert [outcome_of(click)[0] for click in clicks] == ["valid", "valid"]


def test_a_rejected_click_opens_no_window(link: Link) -> None:
    start = now() - timedelta(hours=5)
    factories.click(link, start, visitor=ANN, prefetch=True)
    real = factories.click(link, start + timedelta(seconds=2), visitor=ANN)

    judge_clicks.judge_batch()

    assert outcome_of(real) == ("valid", [])


def test_a_late_click_is_held(link: Link) -> None:
    click = factories.click(link, late=True, visitor_day=None)

    judge_clicks.judge_batch()

    assert outcome_of(click) == ("held", ["late"])
    assert HeldClick.objects.get().click_id == click


def test_own_click_by_a_session_of_the_owner(link: Link) -> None:
    owner = link.claim.influencer.user
    Sighting.objects.create(visitor_day=ANN, user=owner, seen_at=now(), languages="fr")
    own, stranger = (factories.click(link, visitor=key) for key in (ANN, BOB))

    judge_clicks.judge_batch()

    assert outcome_of(own) == ("rejected", ["own_click"])
    assert outcome_of(stranger) == ("valid", [])


def test_a_member_of_the_sponsor_does_not_spend_its_budget(link: Link) -> None:
    member = link.claim.campaign.sponsor.members.get()
    Sighting.objects.create(visitor_day=ANN, user=member, seen_at=now(), languages="fr")
    click = factories.click(link, visitor=ANN)

    judge_clicks.judge_batch()

    assert outcome_of(click) == ("rejected", ["own_click"])


def test_a_crowded_key_condemns_nobody(link: Link) -> None:
    """Two people are signed in behind the same address: a carrier's NAT."""
    for user in (link.claim.influencer.user, factories.UserFactory.create()):
        Sighting.objects.create(visitor_day=ANN, user=user, seen_at=now(), languages="fr")
    click = factories.click(link, visitor=ANN)

    judge_clicks.judge_batch()

    assert outcome_of(click) == ("valid", [])


def test_a_paused_campaign_pays_no_click_made_meanwhile(link: Link) -> None:
    campaign = link.claim.campaign
    before = factories.click(link, now() - timedelta(minutes=1))
    lifecycle.pause(campaign, campaign.sponsor.members.get())
    after = factories.click(link, now() + timedelta(seconds=1))

    judge_clicks.judge_batch()

    assert outcome_of(before) == ("valid", [])
    assert outcome_of(after) == ("rejected", ["campaign_not_running"])


def test_an_approval_makes_waiting_clicks_valid() -> None:
    link = factories.claim(factories.live()).links.get()
    post = decide_post.submit(link, "https://social.example/p/1")
    clicks = factories.clicks(link, 3)
    judge_clicks.judge_batch()
    assert totals(link) == {("held", "awaiting_review"): 3}

    decide_post.approve(post, factories.reviewer())
    assert rejudge_held.rejudge_batch(post.pk) == 3

    assert {outcome_of(click)[0] for click in clicks} == {"valid"}
    assert totals(link) == {("valid", ""): 3}
    assert ToSettle.objects.count() == 3
    assert not HeldClick.objects.exists()


def test_a_refusal_rejects_what_waited_and_the_next_post_starts_anew() -> None:
    link = factories.claim(factories.live()).links.get()
    post = decide_post.submit(link, "https://social.example/p/1")
    waited = factories.click(link, now() - timedelta(minutes=1))
    judge_clicks.judge_batch()
    decide_post.refuse(post, factories.reviewer(), "No label.")
    rejudge_held.rejudge_batch(post.pk)
    later = factories.click(link, now() + timedelta(seconds=1))
    judge_clicks.judge_batch()

    assert outcome_of(waited) == ("rejected", ["awaiting_review"])
    assert outcome_of(later) == ("held", ["awaiting_review"])


def test_rejudging_twice_changes_nothing() -> None:
    link = factories.claim(factories.live()).links.get()
    post = decide_post.submit(link, "https://social.example/p/1")
    factories.click(link)
    judge_clicks.judge_batch()
    decide_post.approve(post, factories.reviewer())
    rejudge_held.rejudge_batch(post.pk)

    assert rejudge_held.rejudge_batch(post.pk) == 0

    assert sorted(Verdict.objects.values_list("seq", flat=True)) == [1, 2]


def test_a_day_whose_partition_was_forgotten_loses_nothing(link: Link) -> None:
    from campaigns.clicks.forgetting import partitions

    day = now() - timedelta(days=3)
    click = factories.click(link, day)
    judge_clicks.judge_batch()

    partitions.prepare()

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tableoid::regclass::text FROM campaigns_click WHERE id = %s", [str(click)]
        )
        assert cursor.fetchone() == (f"campaigns_click_{day:%Y%m%d}",)
