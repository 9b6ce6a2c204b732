"""Both sides of every rule of pass A."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from campaigns.clicks.judging.rules import (
    awaiting_review,
    bot,
    campaign_not_running,
    double_click,
    late,
    left,
    link_preview,
    method,
    own_click,
    prefetch,
    repeat_24h,
    ruleset,
    suspended,
)
from campaigns.clicks.judging.rules.facts import Running
from campaigns.clicks.visitors.user_agents import Agent
from tests.campaigns.clicks.judging.rules.given import (
    NOON,
    RUNNING,
    click,
    earlier,
    signed_in,
    visited,
)

DAY = 24 * 3600


def test_a_persons_first_click_is_valid() -> None:
    assert ruleset.judge_by_rules(click(), earlier()) == ("valid", (), {})


@pytest.mark.parametrize("name", ["HEAD", "POST", "OPTIONS"])
def test_method_rejects_what_is_no_get(name: str) -> None:
    assert method.judge_method(click(method=name), earlier()) == {"method": name}


def test_method_passes_a_get() -> None:
    assert method.judge_method(click(), earlier()) is None


def test_prefetch_rejects_a_page_fetched_ahead() -> None:
    assert prefetch.judge_prefetch(click(prefetch=True), earlier()) == {}


def test_prefetch_passes_a_navigation() -> None:
    assert prefetch.judge_prefetch(click(), earlier()) is None


def test_link_preview_rejects_a_fetcher_of_cards_and_nothing_else() -> None:
    assert link_preview.judge_link_preview(click(agent=Agent.LINK_PREVIEW), earlier()) == {}
    assert link_preview.judge_link_preview(click(agent=Agent.BOT), earlier()) is None
    assert link_preview.judge_link_preview(click(), earlier()) is None


def test_bot_rejects_a_robot_and_nothing_else() -> None:
    assert bot.judge_bot(click(agent=Agent.BOT), earlier()) == {}
    assert bot.judge_bot(click(agent=Agent.LINK_PREVIEW), earlier()) is None
    assert bot.judge_bot(click(), earlier()) is None


def test_late_holds_a_click_without_keys() -> None:
    assert late.judge_late(click(late=True), earlier()) == {}
    assert late.judge_late(click(), earlier()) is None


def test_awaiting_review_holds_until_the_post_is_approved() -> None:
    assert awaiting_review.judge_awaiting_review(click(), earlier(post_approved=False)) == {}
    assert awaiting_review.judge_awaiting_review(click(), earlier(post_approved=True)) is None


@pytest.mark.parametrize(
    ("minutes", "languages", "crowded", "found"),
    [
        (10, "fr", False, True),
        (30, "fr", False, True),
        (-20, "fr", False, True),
        (31, "fr", False, False),
        (10, "en", False, False),
        (10, "fr", True, False),
    ],
)
def test_own_click(minutes: float, languages: str, crowded: bool, found: bool) -> None:
    facts = earlier(
        signed_in=[signed_in(7, minutes, languages)], insiders=frozenset({7}), crowded=crowded
    )

    assert (own_click.judge_own_click(click(), facts) is not None) is found


def test_own_click_passes_somebody_else_who_is_signed_in() -> None:
    facts = earlier(signed_in=[signed_in(8, 1)], insiders=frozenset({7}))

    assert own_click.judge_own_click(click(), facts) is None


@pytest.mark.parametrize(
    ("seconds", "found"), [(0.2, True), (30, True), (30.1, False), (3600, False)]
)
def test_double_click(seconds: float, found: bool) -> None:
    assert (
        double_click.judge_double_click(click(), earlier(visit=visited(seconds))) is not None
    ) is found


def test_double_click_counts_from_the_last_click_of_the_visitor() -> None:
    facts = earlier(visit=visited(50, last_seconds_ago=20))

    assert double_click.judge_double_click(click(), facts) == {"seconds": 20.0}


@pytest.mark.parametrize(("seconds", "found"), [(31, True), (DAY - 1, True), (DAY, False)])
def test_repeat_24h(seconds: float, found: bool) -> None:
    assert (
        repeat_24h.judge_repeat_24h(click(), earlier(visit=visited(seconds))) is not None
    ) is found


def test_repeat_24h_has_a_fixed_window_that_later_clicks_do_not_extend() -> None:
    facts = earlier(visit=visited(DAY + 1, last_seconds_ago=3600))

    assert repeat_24h.judge_repeat_24h(click(), facts) is None


def test_a_first_visit_is_neither_double_nor_repeated() -> None:
    assert double_click.judge_double_click(click(), earlier()) is None
    assert repeat_24h.judge_repeat_24h(click(), earlier()) is None


def test_campaign_not_running_goes_by_the_state_at_the_click() -> None:
    paused = Running(
        RUNNING.first_day,
        RUNNING.last_day,
        [*RUNNING.timeline, (NOON, "paused"), (NOON + timedelta(hours=1), "live")],
    )

    def found(at: datetime) -> object:
        return campaign_not_running.judge_campaign_not_running(
            click(at=at), earlier(running=paused)
        )

    assert found(NOON - timedelta(seconds=1)) is None
    assert found(NOON + timedelta(minutes=5)) == {"status": "paused"}
    assert found(NOON + timedelta(hours=2)) is None


@pytest.mark.parametrize(
    ("at", "found"),
    [
        (datetime(2026, 6, 30, 21, 59, 59, tzinfo=UTC), {"day": "2026-06-30"}),
        (datetime(2026, 6, 30, 22, 30, tzinfo=UTC), None),  # half past midnight of 1 July
        (datetime(2026, 11, 30, 22, 59, 59, tzinfo=UTC), None),
        (datetime(2026, 11, 30, 23, tzinfo=UTC), {"day": "2026-12-01"}),
    ],
)
def test_campaign_not_running_knows_the_first_and_last_day_of_paris(
    at: datetime, found: object
) -> None:
    running = Running(date(2026, 7, 1), date(2026, 11, 30), [(at - timedelta(days=9), "live")])

    judged = campaign_not_running.judge_campaign_not_running(click(at=at), earlier(running=running))

    assert judged == found


def test_strangers_whose_browsers_cannot_be_read_are_not_taken_for_one() -> None:
    again, facts = click(agent=Agent.UNREADABLE), earlier(visit=visited(1))
    insider = earlier(signed_in=[signed_in(7, 1)], insiders=frozenset({7}))

    assert ruleset.judge_by_rules(click(agent=Agent.UNREADABLE), earlier()).outcome == "valid"
    for known in (facts, insider):
        judged = ruleset.judge_by_rules(again, known)
        assert (judged.outcome, judged.reasons) == ("held", ("unreadable_visitor",))
    assert ruleset.judge_by_rules(click(), facts).reasons[0] == "double_click"


def test_on_a_crowded_key_nobody_unreadable_is_an_insider() -> None:
    facts = earlier(signed_in=[signed_in(7, 1)], insiders=frozenset({7}), crowded=True)

    assert ruleset.judge_by_rules(click(agent=Agent.UNREADABLE), facts).outcome == "valid"


def test_a_reason_to_reject_stands_before_a_reason_to_hold() -> None:
    judgement = ruleset.judge_by_rules(click(method="HEAD"), earlier(post_approved=False))

    assert (judgement.outcome, judgement.reasons) == ("rejected", ("method", "awaiting_review"))


def test_a_click_that_is_only_held_is_held() -> None:
    judgement = ruleset.judge_by_rules(click(), earlier(post_approved=False))

    assert (judgement.outcome, judgement.reasons) == ("held", ("awaiting_review",))


@pytest.mark.parametrize(
    ("reasons", "approved", "expected"),
    [
        (["awaiting_review"], True, ("valid", [])),
        (["late", "awaiting_review"], True, ("held", ["late"])),
        (["awaiting_review"], False, ("rejected", ["awaiting_review"])),
    ],
)
def test_after_review(reasons: list[str], approved: bool, expected: tuple[str, list[str]]) -> None:
    assert ruleset.after_review(reasons, approved=approved) == expected


def test_every_rule_has_its_words() -> None:
    from campaigns.reasons import WORDS

    assert {rule.code for rule in ruleset.RULES} <= set(WORDS)


def test_left_rejects_a_click_of_a_time_away_and_one_after_leaving() -> None:
    hour = timedelta(hours=1)
    away = [(NOON - hour, NOON + hour)]

    assert left.judge_left(click(), earlier(absences=away)) == {"left": (NOON - hour).isoformat()}
    assert left.judge_left(click(), earlier(absences=[(NOON, None)])) == {"left": NOON.isoformat()}


def test_left_passes_a_click_before_leaving_and_one_after_the_return() -> None:
    hour = timedelta(hours=1)

    assert left.judge_left(click(), earlier()) is None
    assert left.judge_left(click(), earlier(absences=[(NOON + hour, None)])) is None
    assert left.judge_left(click(), earlier(absences=[(NOON - hour, NOON)])) is None


@pytest.mark.parametrize(
    ("lifted", "found"),
    [(None, True), (NOON + timedelta(seconds=1), True), (NOON, False)],
)
def test_suspended_counts_until_it_is_lifted(lifted: datetime | None, found: bool) -> None:
    since = NOON - timedelta(days=1)

    judged = suspended.judge_suspended(click(at=NOON), earlier(suspensions=[(since, lifted)]))

    assert (judged is not None) is found
