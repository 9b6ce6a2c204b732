"""Counts that grow in proportion alarm, real scatter does not; nor do too few counts."""

import numpy as np
import pytest

from campaigns.patterns import evenness
from campaigns.patterns.evenness import Growth


def test_growth_in_exact_proportion_is_too_even() -> None:
    before = [400, 300, 200, 100, 50, 25]

    p = evenness.p_too_even(Growth(before, [count // 5 for count in before]))

    assert p is not None
    assert p < 1e-3
    assert evenness.alarms([p, 0.4, 0.7]) == [0]


def test_the_tally_of_an_evening_of_january_is_too_even() -> None:
    """Three candidates' clicks rise by 20 % each, within a click, between two reports."""
    before = [1200, 903, 611, 455, 322]
    after = [round(count * 1.2) for count in before]
    growth = [late - early for early, late in zip(before, after, strict=True)]

    p = evenness.p_too_even(Growth(before, growth))

    assert p is not None
    assert p < 1e-3


def test_chance_alone_alarms_no_more_than_it_may() -> None:
    dice = np.random.default_rng(5)
    shares = dice.dirichlet([3] * 8)
    tests = [
        evenness.p_too_even(
            Growth(dice.multinomial(900, shares).tolist(), dice.multinomial(500, shares).tolist())
        )
        for _ in range(400)
    ]

    assert evenness.alarms([p for p in tests if p is not None]) == []


@pytest.mark.parametrize(
    "counts",
    [Growth([50] * 4, [50] * 4), Growth([10] * 6, [10] * 6), Growth([0] * 6, [90] * 6),
     Growth([90] * 6, [0] * 6), Growth([], [])],
)  # fmt: skip
def test_too_little_to_tell_is_no_test(counts: Growth) -> None:
    assert evenness.p_too_even(counts) is None


def test_counts_made_from_rounded_shares_fit_one_total() -> None:
    total, shares = 48_213, [0.412, 0.233, 0.151, 0.104, 0.062, 0.038]

    p = evenness.p_made_from_shares([round(total * share) for share in shares])

    assert p is not None
    assert p < 1e-3


def test_one_count_that_was_really_counted_breaks_the_fit() -> None:
    total, shares = 48_213, [0.412, 0.233, 0.151, 0.104, 0.062, 0.038]
    counts = [round(total * share) for share in shares]
    counts[2] += 21

    assert evenness.p_made_from_shares(counts) == 1.0


def test_real_counts_do_not_fit_rounded_shares() -> None:
    dice = np.random.default_rng(11)
    fits = [
        evenness.p_made_from_shares(dice.multinomial(50_000, dice.dirichlet([4] * 7)).tolist())
        for _ in range(300)
    ]

    assert evenness.alarms([p for p in fits if p is not None]) == []


def test_many_tests_need_a_smaller_chance() -> None:
    assert evenness.alarms([9e-4]) == [0]
    assert evenness.alarms([9e-4] + [0.5] * 99) == []
