"""Figures as the benches report them."""

from __future__ import annotations

from collections.abc import Sequence


def rounded(figure: float) -> float:
    """Return three significant digits: more would pretend."""
    return float(f"{figure:.3g}")


def spread(figures: Sequence[float]) -> list[float]:
    """Return the least and the most."""
    return [rounded(min(figures)), rounded(max(figures))]
