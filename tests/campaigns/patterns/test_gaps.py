"""Even gaps are a script's, whoever comes in between; bursts of people are not."""

import numpy as np
import pytest

from campaigns.patterns import gaps


def a_script(dice: np.random.Generator, clicks: int, period: float) -> np.ndarray:
    return np.cumsum(period * (1 + dice.uniform(-0.12, 0.12, clicks)))


def people(dice: np.random.Generator, clicks: int) -> np.ndarray:
    """Delays after a post: log-normal, median 3.6 hours."""
    return np.exp(dice.normal(np.log(3.6 * 3600), 1.3, clicks))


@pytest.mark.parametrize("period", [20, 77, 240])
@pytest.mark.parametrize("among", [0, 60])
def test_a_script_is_found_among_people(period: float, among: int) -> None:
    dice = np.random.default_rng(7)
    script = 5000 + a_script(dice, 60, period)
    times = np.concatenate([script, people(dice, among)])
    order = np.argsort(times)

    chains = gaps.find_chains(times[order])

    found = np.concatenate([chain.clicks for chain in chains])
    caught = np.isin(np.flatnonzero(order < len(script)), found).mean()
    wrong = (order[found] >= len(script)).sum()
    assert caught > 0.8
    assert wrong <= 0.08 * len(found)
    assert abs(chains[0].period / period - 1) < 0.1
    assert chains[0].variation < gaps.LARGEST_VARIATION


@pytest.mark.parametrize("seed", range(20))
def test_people_are_no_script(seed: int) -> None:
    dice = np.random.default_rng(seed)

    assert gaps.find_chains(np.sort(people(dice, 800))) == []


def test_a_short_chain_is_chance() -> None:
    dice = np.random.default_rng(1)

    assert gaps.find_chains(a_script(dice, gaps.SHORTEST - 1, 60)) == []


def test_two_scripts_on_one_claim_are_two_chains() -> None:
    dice = np.random.default_rng(3)
    times = np.concatenate([a_script(dice, 50, 30), 90_000 + a_script(dice, 50, 200)])

    periods = sorted(round(chain.period, -1) for chain in gaps.find_chains(times))

    assert periods == [30, 200]


def test_no_clicks_have_no_gaps() -> None:
    assert gaps.find_chains(np.array([])) == []
