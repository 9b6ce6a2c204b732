"""Limits are reached exactly, in their order, and only by what is really paid."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from payouts.allocation import Due, Limit, allocate

START = datetime(2026, 11, 23, 12, tzinfo=UTC)


def due(number: int, claim: int = 1, day: int = 0) -> Due:
    return Due(UUID(int=number), START + timedelta(days=day, seconds=number), claim, 1, 35)


def cap(**left: int) -> Limit:
    return Limit("cap_reached", {int(k[1:]): v for k, v in left.items()}, lambda c: c.claim_id)


def by_day(*left: int) -> Limit:
    days = {(START + timedelta(days=n)).date(): cents for n, cents in enumerate(left)}
    return Limit("daily_budget", days, lambda c: c.click_at.date())


def outcomes(clicks: list[Due], *limits: Limit) -> list[tuple[int, str]]:
    return [(earning.cents, earning.reason) for earning in allocate(clicks, limits)]


def test_the_click_that_crosses_a_limit_is_paid_what_is_left() -> None:
    assert outcomes([due(1), due(2), due(3)], cap(_1=50)) == [
        (35, ""), (15, ""), (0, "cap_reached"),
    ]  # fmt: skip


def test_a_day_that_is_spent_does_not_use_up_the_cap_of_the_next() -> None:
    clicks = [due(1), due(2), due(3, day=1)]

    assert outcomes(clicks, cap(_1=70), by_day(35, 350)) == [
        (35, ""), (0, "daily_budget"), (35, ""),
    ]  # fmt: skip


def test_the_first_limit_at_zero_gives_the_reason() -> None:
    assert outcomes([due(1)], cap(_1=0), by_day(0)) == [(0, "cap_reached")]


def test_a_limit_below_zero_pays_nothing_and_takes_nothing_back() -> None:
    assert outcomes([due(1)], by_day(-500)) == [(0, "daily_budget")]


@given(
    st.lists(st.tuples(st.integers(1, 3), st.integers(0, 2)), max_size=60),
    st.tuples(*[st.integers(0, 400)] * 3),
    st.tuples(*[st.integers(0, 400)] * 3),
    st.integers(0, 900),
)
def test_no_limit_is_ever_crossed_and_none_is_kept_back_without_a_reason(
    spread: list[tuple[int, int]], caps: tuple[int, ...], days: tuple[int, ...], total: int
) -> None:
    clicks = [due(number, claim, day) for number, (claim, day) in enumerate(spread)]
    limits = [cap(_1=caps[0], _2=caps[1], _3=caps[2]), by_day(*days),
              Limit("budget_spent", {"": total}, lambda _c: "")]  # fmt: skip

    earned = allocate(clicks, limits)

    assert sum(e.cents for e in earned) <= total
    for claim, most in enumerate(caps, 1):
        assert sum(e.cents for e in earned if e.claim_id == claim) <= most
    for day, most in enumerate(days):
        on_day = (START + timedelta(days=day)).date()
        assert sum(e.cents for e in earned if e.click_at.date() == on_day) <= most
    assert all((e.cents > 0) == (e.reason == "") for e in earned)
    assert all(left >= 0 for limit in limits for left in limit.left.values())
