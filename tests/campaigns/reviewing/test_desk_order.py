"""What brings something up on the desk, and in how many hours of waiting it counts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from campaigns.reviewing.desk_order import Facts, weigh

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def codes(**facts: Any) -> list[str]:
    return [reason.code for reason in weigh(Facts(NOW, **facts), NOW).reasons]


def hours(waited: float = 0, **facts: Any) -> float:
    return weigh(Facts(NOW - timedelta(hours=waited), **facts), NOW).hours


def test_what_carries_no_risk_counts_as_long_as_it_waited() -> None:
    assert hours(waited=5) == 5
    assert codes() == []


@pytest.mark.parametrize(
    ("fact", "code"),
    [
        ({"money_cents": 5_000}, "money"),
        ({"clicks_held": 1}, "clicks_held"),
        ({"followers": 10_000}, "audience"),
        ({"newcomer": True}, "newcomer"),
        ({"refusals": 1}, "refusals"),
        ({"two_in_one": True}, "two_in_one"),
        ({"everyday": True}, "everyday"),
        ({"landing": "failed"}, "landing_failed"),
        ({"landing": "unseen"}, "landing_unseen"),
        ({"unproven": True}, "unproven"),
    ],
)
def test_each_risk_is_named_and_counts(fact: dict[str, Any], code: str) -> None:
    assert codes(**fact) == [code]
    assert hours(**fact) > 0


@pytest.mark.parametrize(
    ("below", "reached"),
    [
        ({"money_cents": 4_999}, {"money_cents": 5_000}),
        ({"money_cents": 99_999}, {"money_cents": 100_000}),
        ({"money_cents": 999_999}, {"money_cents": 1_000_000}),
        ({"clicks_held": 9}, {"clicks_held": 10}),
        ({"clicks_held": 99}, {"clicks_held": 100}),
        ({"followers": 9_999}, {"followers": 10_000}),
    ],
)
def test_more_at_stake_counts_more(below: dict[str, int], reached: dict[str, int]) -> None:
    assert hours(**reached) > hours(**below)


def test_the_gravest_reason_stands_first() -> None:
    assert codes(newcomer=True, landing="failed", everyday=True) == [
        "landing_failed",
        "everyday",
        "newcomer",
    ]


def test_what_is_harmless_is_not_put_off_for_ever() -> None:
    grave = {"money_cents": 1_000_000, "landing": "failed", "everyday": True}

    assert hours(waited=24 * 6) > hours(waited=0, **grave)


def test_refusals_beyond_the_third_say_no_more() -> None:
    assert hours(refusals=50) == hours(refusals=3)
