"""Geometry of a small graph: who leads to whom, on a circle.

Pure: names and weighted edges in, coordinates out, as text for SVG attributes.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

SIDE = 480
MARGIN = 56
RADIUS = SIDE / 2 - MARGIN
THICKEST = 5.0
BEND = 0.12  # how far an edge leaves the straight line, so that one there and one back are two
MOST_NODES = 40


@dataclass(frozen=True)
class Node:
    """A circle and where its name stands; `anchor` is that of its text."""

    name: str
    number: int
    x: str
    y: str
    text_x: str
    text_y: str
    anchor: str


@dataclass(frozen=True)
class Edge:
    """A curve from one node to another, as thick as its weight."""

    path: str
    thickness: str
    source: str
    target: str
    weight: int


@dataclass(frozen=True)
class Graph:
    nodes: list[Node]
    edges: list[Edge]
    side: int = SIDE


def graph(names: dict[int, str], edges: Sequence[tuple[int, int, int]]) -> Graph:
    """Lay out up to MOST_NODES nodes on a circle, in the order of `names`.

    Edges are (from, to, weight); those of nodes that are not drawn are left out.
    """
    shown = dict(list(names.items())[:MOST_NODES])
    places = {key: _place(index, len(shown)) for index, key in enumerate(shown)}
    most = max((weight for _, _, weight in edges), default=1)
    return Graph(
        [_node(index, name, places[key]) for index, (key, name) in enumerate(shown.items())],
        [
            _edge(places[source], places[target], shown[source], shown[target], weight, most)
            for source, target, weight in edges
            if source in shown and target in shown and source != target
        ],
    )


Point = tuple[float, float]


def _place(index: int, count: int) -> Point:
    angle = 2 * math.pi * index / max(count, 1) - math.pi / 2
    return SIDE / 2 + RADIUS * math.cos(angle), SIDE / 2 + RADIUS * math.sin(angle)


def _node(index: int, name: str, at: Point) -> Node:
    x, y = at
    out_x, out_y = (x - SIDE / 2) / RADIUS, (y - SIDE / 2) / RADIUS
    anchor = "middle" if abs(out_x) < 0.3 else "start" if out_x > 0 else "end"
    return Node(name, index + 1, _text(x), _text(y), _text(x + 16 * out_x),
                _text(y + 18 * out_y + 4), anchor)  # fmt: skip


def _edge(start: Point, end: Point, source: str, target: str, weight: int, most: int) -> Edge:
    (x1, y1), (x2, y2) = start, end
    bend_x, bend_y = (y2 - y1) * BEND, (x1 - x2) * BEND
    middle = ((x1 + x2) / 2 + bend_x, (y1 + y2) / 2 + bend_y)
    numbers = " ".join(_text(value) for value in (*middle, x2, y2))
    thickness = max(1.0, THICKEST * weight / max(most, 1))
    path = f"M{_text(x1)} {_text(y1)}Q{numbers}"
    return Edge(path, _text(thickness), source, target, weight)


def _text(value: float) -> str:
    return f"{value:.1f}"
