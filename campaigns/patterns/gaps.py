"""Clicks at even gaps, as a script makes them: chains of one period among the clicks of claims.

People come in bursts: the gaps between honest clicks scatter more than their mean (30 in a row of
a real log never had a coefficient of variation below .5), and a script's jitter is small. But a
script's clicks lie among honest ones, which break its gaps in two. So the search is for chains:
clicks that follow each other at one period, whoever comes in between, and it asks how likely so
long a chain is by chance where clicks are so dense.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

PERIODS = np.geomspace(5.0, 900.0, 53)  # seconds; each is within 5 % of the next
EARLY, LATE = 0.82, 1.2  # a gap of a chain, as a part of its period
SHORTEST = 20  # clicks
LARGEST_VARIATION = 0.35  # of the gaps of a chain
CHANCE = 1e-6  # of a chain as long among as many clicks


class Chain(NamedTuple):
    """Positions of clicks in their claim, the mean gap (seconds) and its relative scatter."""

    clicks: np.ndarray
    period: float
    variation: float
    log10_chance: float


def find_chains(times: np.ndarray) -> list[Chain]:
    """Return the chains among the clicks of one claim, the least likely by chance first.

    Args:
        times: seconds, ascending.
    """
    left = np.arange(len(times))
    found: list[Chain] = []
    while len(left) >= SHORTEST:
        chain = _likeliest(times[left])
        if chain is None:
            break
        found.append(chain._replace(clicks=left[chain.clicks]))
        left = np.delete(left, chain.clicks)
    return found


def _likeliest(times: np.ndarray) -> Chain | None:
    best: Chain | None = None
    for period in PERIODS[_shortest_period(times) <= PERIODS]:
        follows = _follows(times, float(period))
        lengths = _lengths(follows)
        if lengths.max() < SHORTEST:
            continue
        chain = _chain(times, follows, int(lengths.argmax()), float(period))
        if chain and (best is None or chain.log10_chance < best.log10_chance):
            best = chain
    return best


def _shortest_period(times: np.ndarray) -> float:
    """Return the period below which no SHORTEST clicks lie as close as a chain of it would."""
    last = SHORTEST - 1
    return float((times[last:] - times[:-last]).min()) / (last * LATE)


def _follows(times: np.ndarray, period: float) -> np.ndarray:
    """For each click the one that comes nearest to a period later; itself when none does."""
    n = len(times)
    after = np.searchsorted(times, times + period)
    before = np.maximum(after - 1, 0)
    after = np.minimum(after, n - 1)
    gap_after, gap_before = times[after] - times, times[before] - times
    nearest = np.where(np.abs(gap_after - period) < np.abs(gap_before - period), after, before)
    gap = times[nearest] - times
    fits = (gap >= EARLY * period) & (gap <= LATE * period)
    follows: np.ndarray = np.where(fits, nearest, np.arange(n))
    return follows


def _lengths(follows: np.ndarray) -> np.ndarray:
    """Return the number of clicks of the chain from each click on, by pointer doubling."""
    steps = (follows != np.arange(len(follows))).astype(np.int64)
    jump = follows
    while True:
        further = steps[jump]
        if not further.any():
            lengths: np.ndarray = steps + 1
            return lengths
        steps, jump = steps + further, jump[jump]


def _chain(times: np.ndarray, follows: np.ndarray, first: int, period: float) -> Chain | None:
    clicks = [first]
    while follows[clicks[-1]] != clicks[-1]:
        clicks.append(int(follows[clicks[-1]]))
    members = np.array(clicks)
    gaps = np.diff(times[members])
    variation = float(gaps.std() / gaps.mean())
    among = members[-1] - members[0] + 1
    density = among / (times[members[-1]] - times[members[0]])
    by_chance = 1 - np.exp(-density * (LATE - EARLY) * period)
    log10_chance = float(len(members) * np.log10(by_chance) + np.log10(len(times) * len(PERIODS)))
    if variation >= LARGEST_VARIATION or log10_chance > np.log10(CHANCE):
        return None
    return Chain(members, float(gaps.mean()), variation, log10_chance)
