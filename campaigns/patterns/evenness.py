"""Growth too even to be true: counts that rise in proportion, or that were made from shares.

Real counts are scattered at least as much as chance scatters them. On an evening of January 2017
the clicks of several candidates rose together, each by its share: somebody computed them. Sources:
Pearson's chi-square, its LOWER tail (R. A. Fisher on Mendel's peas, Annals of Science 1, 1936);
false discovery rate by Benjamini and Hochberg (J. R. Stat. Soc. B 57, 1995).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from scipy.special import gammainc

LINKS = 5  # at least so many that can be compared
CLICKS = 200  # at least so many in all
EXPECTED = 5.0  # of a cell; below, the chi-square approximation leans to the lower tail
FALSE_DISCOVERY = 1e-3
MOVED = 5.0  # clicks between two neighbouring shares, at least
DECIMALS = (2, 3, 4)  # of a share between 0 and 1: 12 %, 12.3 %, 12.34 %


class Growth(NamedTuple):
    """The counts of some links at a snapshot, and by how much each grew until the next."""

    before: Sequence[int]
    growth: Sequence[int]


def p_too_even(counts: Growth) -> float | None:
    """Return how likely growth as even as this is by chance; None when too little grew to tell.

    X2 = sum[(a - A c)^2 / (A c) + (d - D c)^2 / (D c)] with c = (a + d) / (A + D), and the
    lower tail P(chi2 with k - 1 degrees of freedom <= X2).
    """
    a, d = _comparable(counts)
    if len(a) < LINKS or a.sum() + d.sum() < CLICKS or not d.sum() or not a.sum():
        return None
    share = (a + d) / (a.sum() + d.sum())
    before, growth = a.sum() * share, d.sum() * share
    x2 = float((np.square(a - before) / before + np.square(d - growth) / growth).sum())
    return float(gammainc((len(a) - 1) / 2, x2 / 2))


def _comparable(counts: Growth) -> tuple[np.ndarray, np.ndarray]:
    """The links with enough clicks to be expected on both sides of the snapshot."""
    a, d = np.array(counts.before, float), np.array(counts.growth, float)
    whole = a.sum() + d.sum()
    if not whole or not a.sum() or not d.sum():
        return a[:0], d[:0]
    enough = (a + d) * min(a.sum(), d.sum()) / whole >= EXPECTED
    return a[enough], d[enough]


def alarms(p_values: Sequence[float], rate: float = FALSE_DISCOVERY) -> list[int]:
    """Return which tests alarm so that at most `rate` of the alarms are false."""
    order = sorted(range(len(p_values)), key=lambda test: p_values[test])
    last = 0
    for rank, test in enumerate(order, start=1):
        if p_values[test] <= rate * rank / len(p_values):
            last = rank
    return sorted(order[:last])


def p_made_from_shares(counts: Sequence[int]) -> float | None:
    """Return how likely it is by chance that one total times rounded shares gives these counts.

    For shares s of so many decimals, [(V - 1/2) / s, (V + 1/2) / s] is where the total must lie
    for a count V: when all these meet, the counts can have been made from the shares. Counts of
    their own have shares that were rounded, and miss: by chance one count fits with about
    `step * total` to one. None when there are too few to tell.
    """
    values = [value for value in counts if value > 0]
    total = sum(values)
    if len(values) < LINKS or total < CLICKS:
        return None
    found = [_fits(values, total, decimals) for decimals in DECIMALS]
    # As many looks as there are roundings
    return min(1.0, min(found) * len(DECIMALS))


def _fits(values: Sequence[int], total: int, decimals: int) -> float:
    """Equal counts fit or miss together, and rounding that moves none tells nothing."""
    step = 10.0**-decimals
    shares = {value: round(value / total, decimals) for value in values}
    counts = {value: share for value, share in shares.items() if share}
    if len(counts) < LINKS or step * total < MOVED:
        return 1.0
    low = max((value - 0.5) / share for value, share in counts.items())
    high = min((value + 0.5) / share for value, share in counts.items())
    if low > high:
        return 1.0
    # Rounding moves a count by up to step * total / 2: that it lands on itself is chance. Two
    # counts follow from the others, by the total and by the sum of the shares.
    return float((1 / (step * total)) ** (len(counts) - 2))
