"""Circles of influencers who click one another's links more than friends do.

Honest friends click each other, too, in pairs and in circles: one pair that clicks both ways
condemns nobody (measured: two of three such pairs are friends). So groups are looked for first,
and then it is asked whether their clicks are those of friends:

- groups: communities of the graph of who clicked whose claims (Leiden with the constant Potts
  model, which finds small groups in large graphs: Traag et al., Sci. Rep. 9, 2019, and Phys. Rev. E
  84, 2011), from fine to coarse. A click on a stranger's popular link, sent as camouflage, closes
  no triangle and is left out.
- clicks: more within the group than most groups make (Poisson), more that come without a referrer
  and more that leave the page at once (binomial), taken together (Fisher's method).

What is usual is learned from the median group of the same graph, and where there are few groups it
is what was measured elsewhere; a ring must also be far from it, not only surely above it. Six or
more of whom nearly every pair clicks both ways are a ring however few their clicks. Edges are
between influencers, so that they outlive visitors' keys.
"""

from __future__ import annotations

import math
import random
from collections import defaultdict
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import NamedTuple

import igraph
import numpy as np
from scipy.stats import binom, chi2, poisson

FINENESS = (0.5, 0.25, 0.12, 0.06, 0.03)  # ties per pair of people; groups are denser than that
SMALLEST = 4  # people
LEAST_CLICKS = 12  # within a group
PERIPHERY = 0.35  # of the mean involvement; who is less involved is not of the group
SAME = 0.35  # of the thinner group's density; so dense between two groups, they are one
CHANCE = 1e-5
MORE_CLICKS, MORE_DIRECT, MORE_ZERO = 1.3, 2.0, 1.5  # times the usual
GROUPS_TO_LEARN_FROM = 20
FRIENDLY = 3.0  # clicks on colleagues a person, where too few groups say what is usual
CLIQUE, CLIQUE_PAIRS = 6, 0.9  # people; the part of their pairs that click both ways
SEED = 2017  # of the order in which Leiden moves people; any will do, but always the same


class Edge(NamedTuple):
    """One influencer's clicks on another's claims.

    Of `clicks`, on different days or claims, `direct` had no referrer; of `looked` it is known how
    long they stayed, and `zero` of these left at once.
    """

    clicks: int
    direct: int
    looked: int
    zero: int


class Usual(NamedTuple):
    """What honest clicks are like: clicks within a group a person, and two shares."""

    clicks: float
    direct: float
    zero: float


Edges = Mapping[tuple[int, int], Edge]
Group = frozenset[int]
NOTHING = Edge(0, 0, 0, 0)


def find_circles(edges: Edges, direct: float, zero: float) -> list[Group]:
    """Return the circles among `edges` (from, to), largest first; nobody is in two.

    Args:
        direct, zero: the shares of all clicks without a referrer, and that leave at once.
    """
    graph = _Graph(edges)
    levels = graph.levels()
    usual = _usual(graph, levels, direct, zero)
    found: list[Group] = []
    taken: set[int] = set()
    for group in (group for level in levels for group in level):
        rest = graph.core(group - taken)
        if len(rest) >= SMALLEST and _stands_out(graph, rest, usual):
            found.append(rest)
            taken |= rest
    circles = _with_followers(graph, _joined(graph, found))
    return sorted(circles, key=lambda circle: (-len(circle), min(circle)))


class _Graph:
    """Who clicked whose claims, and the groups in it."""

    def __init__(self, edges: Edges) -> None:
        self.edges = edges
        self.near: dict[int, set[int]] = defaultdict(set)
        for one, other in edges:
            self.near[one].add(other)
            self.near[other].add(one)

    def levels(self) -> list[list[Group]]:
        """Return the groups at each fineness."""
        people = sorted(self.near)
        row = {person: number for number, person in enumerate(people)}
        ties = {
            (one, other): self._tie(one, other)
            for one in people
            for other in sorted(self.near[one])
            if one < other and not self.near[one].isdisjoint(self.near[other])
        }
        graph = igraph.Graph(n=len(people), edges=[(row[a], row[b]) for a, b in ties])
        igraph.set_random_number_generator(random.Random(SEED))  # noqa: S311
        weights = list(ties.values())
        return [self._level(graph, weights, people, fineness) for fineness in FINENESS]

    def _level(
        self, graph: igraph.Graph, weights: list[float], people: list[int], fineness: float
    ) -> list[Group]:
        parts = graph.community_leiden(
            objective_function="CPM", weights=weights, resolution=fineness, n_iterations=5
        )
        groups = (self.core(frozenset(people[row] for row in part)) for part in parts)
        return sorted((g for g in groups if len(g) >= SMALLEST), key=min)

    def _tie(self, one: int, other: int) -> float:
        """Clicks either way, the heavier the odder they were."""
        there = self.edges.get((one, other), NOTHING)
        back = self.edges.get((other, one), NOTHING)
        return sum(edge.clicks * _oddness(edge) for edge in (there, back))

    def between(self, some: Iterable[int], others: AbstractSet[int]) -> Edge:
        """Sum the clicks of `some` on `others`."""
        sums = [0] * len(NOTHING)
        for one in some:
            for other in self.near[one] & others:
                for column, count in enumerate(self.edges.get((one, other), NOTHING)):
                    sums[column] += count
        return Edge(*sums)

    def core(self, group: Group) -> Group:
        """Return the group without those who are hardly involved."""
        while len(group) >= SMALLEST:
            involved = {person: self._involved(person, group) for person in group}
            least = PERIPHERY * sum(involved.values()) / len(group)
            staying = frozenset(person for person, clicks in involved.items() if clicks >= least)
            if staying == group:
                break
            group = staying
        return group

    def _involved(self, person: int, group: Group) -> int:
        near = self.near[person] & group
        there = self.between([person], near)
        back = self.between(near, frozenset([person]))
        return there.clicks + back.clicks

    def density(self, group: Group) -> float:
        """Clicks for each ordered pair of people."""
        return self.between(group, group).clicks / (len(group) * (len(group) - 1))


def _oddness(edge: Edge) -> float:
    """About 1 for an ordinary click, 2.5 for one without a referrer that leaves at once."""
    if not edge.clicks:
        return 0.0
    left_at_once = edge.zero / edge.looked if edge.looked else 0.35
    return 0.5 + edge.direct / edge.clicks + left_at_once


def _usual(graph: _Graph, levels: list[list[Group]], direct: float, zero: float) -> Usual:
    """Learn from the median group, where there are enough."""
    per_person = [
        float(np.median([graph.between(g, g).clicks / len(g) for g in level if len(g) > SMALLEST]))
        for level in levels
        if sum(len(g) > SMALLEST for g in level) >= GROUPS_TO_LEARN_FROM
    ]
    middle = [graph.between(g, g) for g in levels[len(levels) // 2]]
    known = [e for e in middle if e.clicks >= LEAST_CLICKS and e.looked >= LEAST_CLICKS // 2]
    if len(known) >= GROUPS_TO_LEARN_FROM:
        direct = max(direct, float(np.median([e.direct / e.clicks for e in known])))
        zero = max(zero, float(np.median([e.zero / e.looked for e in known])))
    return Usual(max(per_person) if per_person else FRIENDLY, direct, zero)


def _stands_out(graph: _Graph, group: Group, usual: Usual) -> bool:
    within = graph.between(group, group)
    if within.clicks < LEAST_CLICKS:
        return False
    if _is_clique(graph, group):
        return True
    people = len(group)
    log_chances = [
        poisson.logsf(within.clicks - 1, MORE_CLICKS * usual.clicks * people),
        binom.logsf(within.direct - 1, within.clicks, usual.direct),
        binom.logsf(within.zero - 1, within.looked, usual.zero) if within.looked else 0.0,
    ]
    # Fisher's method; a chance too small for a float is small enough.
    together = float(chi2.logsf(-2 * max(sum(log_chances), -600.0), 2 * len(log_chances)))
    ways = math.log(max(1.0, len(graph.near) / people))
    return together + ways < math.log(CHANCE) and _far_from(within, people, usual)


def _is_clique(graph: _Graph, group: Group) -> bool:
    """Whether nearly every pair clicks both ways: among friends, as good as impossible."""
    pairs = len(group) * (len(group) - 1)
    both = sum((b, a) in graph.edges for a in group for b in group if (a, b) in graph.edges)
    return len(group) >= CLIQUE and both >= CLIQUE_PAIRS * pairs


def _far_from(within: Edge, people: int, usual: Usual) -> bool:
    return (
        within.clicks >= MORE_CLICKS * MORE_CLICKS * usual.clicks * people
        or within.direct >= MORE_DIRECT * usual.direct * within.clicks
        or (within.looked > SMALLEST and within.zero >= MORE_ZERO * usual.zero * within.looked)
    )


def _joined(graph: _Graph, circles: list[Group]) -> list[Group]:
    """Join circles that click each other nearly as they click themselves."""
    joined: list[Group] = []
    for circle in circles:
        for other in [known for known in joined if _are_one(graph, known, circle)]:
            joined.remove(other)
            circle |= other  # noqa: PLW2901
        joined.append(circle)
    return joined


def _are_one(graph: _Graph, one: Group, other: Group) -> bool:
    across = graph.between(one, other).clicks + graph.between(other, one).clicks
    thinner = min(graph.density(one), graph.density(other))
    return across >= SAME * thinner * 2 * len(one) * len(other)


def _with_followers(graph: _Graph, circles: list[Group]) -> list[Group]:
    """Add to each circle those who click it, and are clicked by it, much as its own do."""
    taken = {person for circle in circles for person in circle}
    grown = []
    for circle in circles:
        least = max(2.0, 0.4 * graph.between(circle, circle).clicks / len(circle))
        around = {near for person in circle for near in graph.near[person]} - taken
        new = {
            person
            for person in around
            if graph.between([person], circle).clicks >= least
            and graph.between(circle, frozenset([person])).clicks >= least
        }
        taken |= new
        grown.append(circle | new)
    return grown
