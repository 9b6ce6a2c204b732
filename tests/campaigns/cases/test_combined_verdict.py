"""What a click is, given every case that it is in."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

import pytest

from campaigns.cases.combined_verdict import InCase, judge_by_cases
from campaigns.clicks.judging.change_verdicts import Present

CLICK = UUID("0190163d-8694-739b-aea5-966c26f8ad91")


def click(outcome: str, *reasons: str) -> Present:
    return Present(CLICK, datetime(2026, 11, 1, tzinfo=UTC), 1, 1, 1, outcome, list(reasons), True)


def verdict(stands: Present, *cases: InCase, post_approved: bool = True) -> tuple[str, list[str]]:
    decision = judge_by_cases(stands, cases, post_approved=post_approved)
    assert decision is not None
    return decision.outcome, list(decision.reasons)


def test_an_undecided_case_holds_a_valid_click() -> None:
    assert verdict(click("valid"), InCase(1, "ring", "")) == ("held", ["ring"])


def test_one_case_against_it_is_enough() -> None:
    cases = InCase(1, "ring", "valid"), InCase(2, "script", "rejected")

    assert verdict(click("held", "ring", "script"), *cases) == ("rejected", ["script"])


def test_it_is_valid_once_nothing_holds_it_any_more() -> None:
    stands = click("held", "ring", "script")

    assert verdict(stands, InCase(1, "ring", "valid"), InCase(2, "script", "")) == (
        "held", ["script"],
    )  # fmt: skip
    assert verdict(stands, InCase(1, "ring", "valid"), InCase(2, "script", "valid")) == (
        "valid", [],
    )  # fmt: skip


def test_another_open_case_of_the_same_reason_holds_it_still() -> None:
    cases = InCase(1, "ring", "valid"), InCase(2, "ring", "")

    assert verdict(click("held", "ring"), *cases) == ("held", ["ring"])


def test_what_waits_for_its_post_waits_on() -> None:
    stands, decided = click("held", "awaiting_review", "ring"), InCase(1, "ring", "valid")

    assert verdict(stands, decided, post_approved=False) == ("held", ["awaiting_review"])
    assert verdict(stands, decided, post_approved=True) == ("valid", [])


def test_what_pass_a_holds_and_no_case_decides_stays_held() -> None:
    stands = click("held", "late", "ring")

    assert verdict(stands, InCase(1, "ring", "valid")) == ("held", ["late"])


def test_a_decision_that_is_replaced_gives_the_click_back() -> None:
    stands = click("rejected", "ring")

    assert verdict(stands, InCase(1, "ring", "valid")) == ("valid", [])


@pytest.mark.parametrize("outcome", ["", "valid", "rejected"])
def test_cases_have_no_say_on_what_a_rule_or_a_refused_post_rejects(outcome: str) -> None:
    stands = click("rejected", "awaiting_review", "ring")

    assert judge_by_cases(stands, [InCase(1, "ring", outcome)], post_approved=False) is None
