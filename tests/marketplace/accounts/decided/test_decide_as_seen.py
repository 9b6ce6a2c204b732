"""Two people in one moment, each in a transaction of their own: one decides, the other is told."""

from __future__ import annotations

from collections.abc import Callable
from threading import Barrier, Thread
from uuid import UUID

import pytest
from django.db import connection

from campaigns.cases import decide_case
from campaigns.disclosure import decide_post
from campaigns.models import Case, CaseDecision, Post
from marketplace.accounts.decided.decide_as_seen import (
    AlreadyDecided,
    ChangedMeanwhile,
    Wish,
    decide_as_seen,
)
from marketplace.accounts.decided.kinds import seen_of
from marketplace.accounts.models import SocialAccount, User
from marketplace.notifications.models import Notice
from tests import factories
from tests.harness.cluster import Cluster

OUTCOMES = ("rejected", "valid")
Act = Callable[[], object]


def test_of_two_reviewers_at_one_moment_one_decides_and_the_payee_is_told_once(
    cluster: Cluster,
) -> None:
    factories.prepare_days()
    link = factories.approved_link(factories.live())
    case = factories.case(link, count=3)
    seen = seen_of(case)
    told = Notice.objects.filter(user=link.claim.influencer.user)
    before = told.count()

    refused = at_once(*[deciding(case, seen, outcome) for outcome in OUTCOMES])

    assert [type(error) for error in refused] == [AlreadyDecided]
    decision = CaseDecision.objects.get(case=case)
    assert set(case.clicks.values_list("outcome", flat=True)) == {decision.outcome}
    assert told.count() == before + 1


def test_of_one_person_who_presses_twice_at_one_moment_one_press_counts(cluster: Cluster) -> None:
    link = factories.claim(factories.live()).links.get()
    post = decide_post.submit(link, "https://social.example/p/1")
    by, seen = factories.reviewer(), seen_of(post)
    wish = Wish(by, seen, Post.Status.APPROVED)

    def press() -> None:
        decide_as_seen(post, wish, lambda row: decide_post.approve(row, by))

    assert at_once(press, press) == []
    assert Notice.objects.filter(user=link.claim.influencer.user).count() == 1


@pytest.mark.django_db
def test_whoever_saw_the_first_decision_may_decide_otherwise() -> None:
    case = factories.case(factories.approved_link(factories.live()))
    deciding(case, seen_of(case), "rejected")()

    deciding(case, seen_of(case), "valid")()

    assert [one.outcome for one in case.decisions.all()] == ["valid", "rejected"]


@pytest.mark.django_db
def test_another_part_of_a_case_may_be_decided_from_the_same_page() -> None:
    case = factories.case(factories.approved_link(factories.live()), count=2)
    seen, clicks = seen_of(case), list(case.clicks.all())

    for one, outcome in zip(clicks, OUTCOMES, strict=True):
        part = case.clicks.filter(pk=one.pk)
        by = factories.reviewer()
        decide_as_seen(
            case, Wish(by, seen, outcome, "I saw it.", part), some(by, outcome, one.click_id)
        )

    assert sorted(case.clicks.values_list("outcome", flat=True)) == ["rejected", "valid"]


@pytest.mark.django_db
def test_what_has_something_else_to_read_is_read_first() -> None:
    account = factories.social_account(factories.InfluencerFactory.create())
    SocialAccount.objects.filter(pk=account.pk).update(status=SocialAccount.Status.WAITING)
    account.refresh_from_db()
    wish = Wish(factories.reviewer(), seen_of(account), SocialAccount.Status.PROVEN)
    SocialAccount.objects.filter(pk=account.pk).update(followers=account.followers + 1)

    with pytest.raises(ChangedMeanwhile):
        decide_as_seen(account, wish, lambda _row: pytest.fail("it was decided"))


def at_once(*acts: Act) -> list[BaseException]:
    """Let all begin in one moment, each on a connection of its own; return what was raised."""
    errors: list[BaseException] = []
    begin = Barrier(len(acts))

    def work(act: Act) -> None:
        try:
            begin.wait()
            act()
        except BaseException as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [Thread(target=work, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors


def deciding(case: Case, seen: str, outcome: str) -> Act:
    by = factories.reviewer()
    wish = Wish(by, seen, outcome, f"It is {outcome}.")

    def act(row: Case) -> None:
        decide_case.decide_case(row.pk, by, outcome, wish.reason)

    return lambda: decide_as_seen(case, wish, act)


def some(by: User, outcome: str, click: UUID) -> Callable[[Case], object]:
    return lambda row: decide_case.decide_case(row.pk, by, outcome, "I saw it.", clicks=[click])
