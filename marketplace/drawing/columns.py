"""Geometry of columns over time or in a row: how many, and how many of them are meant.

Pure: values in, coordinates out, as text for SVG attributes. The plot is WIDTH by HEIGHT units
and is stretched to its place by the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 1000, 200
GAP = 0.25  # of a column


@dataclass(frozen=True)
class Bar:
    """A column: `part` of its `value` is drawn in the colour of what is meant."""

    name: str
    value: float
    part: float
    is_marked: bool = False  # where something happened, such as the post


@dataclass(frozen=True)
class Drawn:
    bar: Bar
    x: str
    width: str
    y: str
    height: str
    part_y: str
    part_height: str


@dataclass(frozen=True)
class Columns:
    """Everything that the template draws; `limit_y` is a level that should not be passed."""

    drawn: list[Drawn]
    highest: float
    limit_y: str
    width: int = WIDTH
    height: int = HEIGHT


def columns(bars: Sequence[Bar], limit: float | None = None) -> Columns:
    """Lay out columns side by side; an empty sequence draws nothing."""
    highest = max([bar.value for bar in bars] + ([limit] if limit else []), default=0) or 1
    step = WIDTH / max(len(bars), 1)
    drawn = [_drawn(bar, index * step, step * (1 - GAP), highest) for index, bar in enumerate(bars)]
    limit_y = _text(HEIGHT - HEIGHT * limit / highest) if limit else ""
    return Columns(drawn, highest, limit_y)


def _drawn(bar: Bar, x: float, width: float, highest: float) -> Drawn:
    height, part = (HEIGHT * value / highest for value in (bar.value, min(bar.part, bar.value)))
    return Drawn(bar, _text(x), _text(width), _text(HEIGHT - height), _text(height),
                 _text(HEIGHT - part), _text(part))  # fmt: skip


def _text(value: float) -> str:
    return f"{value:.1f}"
