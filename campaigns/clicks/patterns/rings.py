"""Rings: influencers who click one another's links.

Honest friends do that, too, in pairs and in circles: one pair that clicks both ways condemns
nobody (measured: two of three such pairs are friends). What friends do not do is to click one
another's links more than people click the links of all their colleagues together.

So the graph of who clicked whose claims is cut into groups, each click of which closes several
triangles (k-truss; J. Cohen, 2008): a click on a stranger's popular link, sent as camouflage,
closes none and falls away. Groups are cut ever finer, and of those that are denser than chance
allows the least likely are taken. Three partners both ways, in two campaigns each, are a ring
without more ado. Edges are from influencer to influencer, so that they outlive visitors' keys.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from scipy.stats import poisson

TRIANGLES = range(1, 9)  # each tie of a group closes at least so many: ever finer groups
SMALLEST = 4  # people
PARTNERS, CAMPAIGNS = 3, 2
MARGIN = 1.25  # friends may click so many times what people click at the median
CHANCE = 1e-4  # of a group as dense, were its people friends who click nobody else

Pair = tuple[int, int]


class Edge(NamedTuple):
    """`claims` of one influencer that another clicked on, in so many campaigns."""

    claims: int
    campaigns: int


Edges = Mapping[Pair, Edge]
Ties = dict[int, set[int]]


@dataclass(frozen=True)
class Ring:
    """`members` are influencers; `log10_chance` that friends look like this, where it was asked."""

    members: frozenset[int]
    log10_chance: float = 0.0
    ways: frozenset[str] = field(default_factory=frozenset)


def find(edges: Edges) -> list[Ring]:
    """Return the rings among `edges` (from, to), largest first; nobody is in two."""
    rings = _dense_groups(edges)
    for members in _partners(edges):
        rings = _joined(rings, Ring(members, 0.0, frozenset({"partners"})))
    return sorted(rings, key=lambda ring: (-len(ring.members), min(ring.members)))


def _dense_groups(edges: Edges) -> list[Ring]:
    """Return groups denser than chance; nobody is in two."""
    usual = _usual_clicks(edges)
    people = len({person for pair in edges for person in pair})
    ties: Ties = defaultdict(set)
    for one, other in edges:
        ties[one].add(other)
        ties[other].add(one)
    found: list[Ring] = []
    for level in reversed(list(_levels(ties))):
        found = [ring for group in level for ring in _best(edges, group, found, usual, people)]
    return found


def _levels(ties: Ties) -> Iterator[list[frozenset[int]]]:
    """Yield the groups of people at every fineness; each lies within one of the level before."""
    for triangles in TRIANGLES:
        _cut(ties, triangles)
        yield [part for part in _components(ties) if len(part) >= SMALLEST]


def _best(
    edges: Edges, group: frozenset[int], finer: list[Ring], usual: float, people: int
) -> list[Ring]:
    """Return the rings within a group: those already found in it, or all of it.

    All of it when those who come in on top click the group more than chance allows.
    """
    inner = [ring for ring in finer if ring.members <= group]
    more = group.difference(*(ring.members for ring in inner))
    clicks = _made(edges, more, group)
    chance = _log10_chance(clicks, len(more), usual, people)
    if not more or chance >= math.log10(CHANCE):
        return inner
    return [Ring(group, min([chance, *(ring.log10_chance for ring in inner)]), frozenset({"dense"}))]


def _cut(ties: Ties, triangles: int) -> None:
    """Take away ties that close fewer triangles, until none does."""
    weak = [
        (one, other)
        for one, others in ties.items()
        for other in others
        if one < other and len(others & ties[other]) < triangles
    ]
    while weak:
        one, other = weak.pop()
        if other not in ties[one]:
            continue
        ties[one].discard(other)
        ties[other].discard(one)
        for third in ties[one] & ties[other]:
            for end in (one, other):
                if len(ties[end] & ties[third]) < triangles:
                    weak.append((min(end, third), max(end, third)))


def _components(ties: Ties) -> list[frozenset[int]]:
    seen: set[int] = set()
    parts = []
    for start in sorted(ties):
        if start in seen or not ties[start]:
            continue
        part, edge = {start}, [start]
        while edge:
            new = ties[edge.pop()] - part
            part |= new
            edge.extend(new)
        seen |= part
        parts.append(frozenset(part))
    return parts


def _usual_clicks(edges: Edges) -> float:
    """Return how many claims of colleagues somebody clicks on, of those who click on any.

    The median, which rings hardly move, with a margin for what one does not know of friends.
    """
    made: Counter[int] = Counter()
    for (one, _other), edge in edges.items():
        made[one] += edge.claims
    return MARGIN * float(np.median(list(made.values()))) if made else 0.0


def _made(edges: Edges, by: Iterable[int], on: Iterable[int]) -> int:
    return sum(edges[one, other].claims for one in by for other in on if (one, other) in edges)


def _log10_chance(clicks: int, people: int, usual: float, of: int) -> float:
    """How likely `people` friends who click nobody else make so many clicks (Poisson).

    Times the number of groups of that size among all.
    """
    if not people:
        return 0.0
    log_chance = float(poisson.logsf(clicks - 1, usual * people))
    return (log_chance + math.log(max(1.0, of / people))) / math.log(10)


def _partners(edges: Edges) -> list[frozenset[int]]:
    """Around everybody with enough partners both ways in enough campaigns: they and these."""
    often = {pair for pair, edge in edges.items() if edge.campaigns >= CAMPAIGNS}
    partners: Ties = defaultdict(set)
    for one, other in often:
        if (other, one) in often:
            partners[one].add(other)
    return [
        frozenset({person, *others})
        for person, others in sorted(partners.items())
        if len(others) >= PARTNERS
    ]


def _joined(rings: Iterable[Ring], new: Ring) -> list[Ring]:
    """Add a ring, joined with those of which it is, for more than half, the same."""
    apart = []
    for ring in rings:
        if 2 * len(ring.members & new.members) > min(len(ring.members), len(new.members)):
            members, ways = ring.members | new.members, ring.ways | new.ways
            new = Ring(members, min(ring.log10_chance, new.log10_chance), ways)
        else:
            apart.append(ring)
    return [*apart, new]
