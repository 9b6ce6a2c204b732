"""Geometry of the stacked area chart: clicks paid, being reviewed and not paid, over time.

Pure: points in, coordinates out, as text for SVG attributes (always with a decimal point,
whatever the reader's language). The plot is WIDTH by HEIGHT units and is stretched to its place
by the page; labels are placed in percent, so that they are never stretched.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from marketplace.drawing.scale import DAYS, HOURS, spread, steps_up_to

WIDTH, HEIGHT = 1000, 240
HEADROOM = 1.04


@dataclass(frozen=True)
class ClicksAt:
    """Clicks of one hour (`at` is a datetime) or of one day (`at` is a date), by outcome."""

    at: dt.date | dt.datetime
    paid: int
    held: int
    unpaid: int

    @property
    def total(self) -> int:
        return self.paid + self.held + self.unpaid


@dataclass(frozen=True)
class Mark:
    """A value of the vertical axis: its line in plot units, its label in percent from the top."""

    value: int
    y: str
    percent: str


@dataclass(frozen=True)
class Name:
    """A point named on the horizontal axis, in percent from the left."""

    at: dt.date | dt.datetime
    percent: str


@dataclass(frozen=True)
class Column:
    """The strip of the plot that belongs to one point, for the pointer to hit."""

    x: str
    width: str
    point: ClicksAt


@dataclass(frozen=True)
class StackedArea:
    """Everything that the template draws; `layers` go from the bottom up."""

    points: Sequence[ClicksAt]
    layers: list[tuple[str, str]]
    marks: list[Mark]
    names: list[Name]
    columns: list[Column]
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def total(self) -> ClicksAt | None:
        """The sum of all points, named by the first; None for an empty series."""
        if not self.points:
            return None
        sums = [sum(getattr(p, kind) for p in self.points) for kind in ("paid", "held", "unpaid")]
        return ClicksAt(self.points[0].at, *sums)


def stacked_area(points: Sequence[ClicksAt]) -> StackedArea:
    """Lay out 0 to about 60 points in order of time. A single point becomes a level band."""
    highest = max((point.total for point in points), default=0)
    marks = steps_up_to(highest)
    ceiling = max(highest * HEADROOM, 4.0)
    drawn = [points[0], points[0]] if len(points) == 1 else list(points)
    return StackedArea(
        points=points,
        layers=_layers(drawn, ceiling) if drawn else [],
        marks=[Mark(value, _y(value, ceiling), _percent(value, ceiling)) for value in marks],
        names=_names(points),
        columns=_columns(points),
    )


def _layers(points: Sequence[ClicksAt], ceiling: float) -> list[tuple[str, str]]:
    floor = [0] * len(points)
    layers = []
    for kind in ("paid", "held", "unpaid"):
        top = [below + getattr(point, kind) for below, point in zip(floor, points, strict=True)]
        if top != floor:
            layers.append((kind, _outline(top, floor, ceiling)))
        floor = top
    return layers


def _outline(top: Sequence[int], floor: Sequence[int], ceiling: float) -> str:
    xs = [f"{_x_share(index, len(top)) * WIDTH / 100:.1f}" for index in range(len(top))]
    there = [f"{x},{_y(value, ceiling)}" for x, value in zip(xs, top, strict=True)]
    back = [f"{x},{_y(value, ceiling)}" for x, value in zip(xs, floor, strict=True)]
    return " ".join(there + back[::-1])


def _names(points: Sequence[ClicksAt]) -> list[Name]:
    hourly = bool(points) and isinstance(points[0].at, dt.datetime)
    named = spread(len(points), HOURS if hourly else DAYS)
    return [Name(points[i].at, f"{_x_share(i, len(points)):.2f}%") for i in named]


def _columns(points: Sequence[ClicksAt]) -> list[Column]:
    if len(points) < 2:
        return [Column("0", str(WIDTH), point) for point in points]
    width = WIDTH / (len(points) - 1)
    edges = [max(0.0, (index - 0.5) * width) for index in range(len(points))]
    edges.append(float(WIDTH))
    return [
        Column(f"{left:.1f}", f"{right - left:.1f}", point)
        for left, right, point in zip(edges, edges[1:], points, strict=False)
    ]


def _x_share(index: int, count: int) -> float:
    return 50.0 if count < 2 else 100 * index / (count - 1)


def _y(value: int, ceiling: float) -> str:
    return f"{HEIGHT - HEIGHT * value / ceiling:.1f}"


def _percent(value: int, ceiling: float) -> str:
    return f"{100 - 100 * value / ceiling:.2f}%"
