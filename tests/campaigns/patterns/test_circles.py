"""Rings stand out from friends; pairs, circles of friends and popular people do not."""

from collections import Counter

import numpy as np
import pytest

from campaigns.patterns import circles
from campaigns.patterns.circles import Edge

PEOPLE = 600
DIRECT, ZERO = 0.2, 0.35


class World:
    """Friends in circles of ten, who click three colleagues' claims, and are sometimes answered."""

    def __init__(self, seed: int) -> None:
        self.dice = np.random.default_rng(seed)
        self.clicks: Counter[tuple[int, int]] = Counter()
        self.direct: Counter[tuple[int, int]] = Counter()
        self.zero: Counter[tuple[int, int]] = Counter()
        for one in range(PEOPLE):
            for _ in range(self.dice.poisson(3)):
                near = one // 10 * 10 + int(self.dice.integers(10))
                other = near if self.dice.random() < 0.8 else int(self.dice.integers(PEOPLE))
                self.click(one, other)
                if self.dice.random() < 0.3:
                    self.click(other, one)

    def click(self, one: int, other: int, direct: float = DIRECT, zero: float = ZERO) -> None:
        if one != other:
            self.clicks[one, other] += 1
            self.direct[one, other] += int(self.dice.random() < direct)
            self.zero[one, other] += int(self.dice.random() < zero)

    def ring(self, members: list[int], probability: float, direct: float, zero: float) -> None:
        for one in members:
            for other in members:
                for _claim in range(3):
                    if self.dice.random() < probability:
                        self.click(one, other, direct, zero)
            for _ in range(6):  # camouflage
                self.click(one, int(self.dice.integers(PEOPLE)))

    def find(self) -> list[frozenset[int]]:
        edges = {
            pair: Edge(count, self.direct[pair], count, self.zero[pair])
            for pair, count in self.clicks.items()
        }
        return circles.find_circles(edges, DIRECT, ZERO)


@pytest.mark.parametrize("seed", range(3))
def test_friends_are_no_ring(seed: int) -> None:
    assert World(seed).find() == []


@pytest.mark.parametrize("probability", [0.15, 0.5])
def test_a_ring_is_found_whole_and_without_strangers(probability: float) -> None:
    world = World(4)
    members = list(range(3, 600, 37))
    world.ring(members, probability, DIRECT, ZERO)

    (found,) = world.find()

    assert found == set(members)


def test_a_thin_ring_is_found_by_how_its_clicks_look() -> None:
    world = World(5)
    members = list(range(3, 600, 24))
    world.ring(members, 0.08, direct=0.75, zero=0.8)

    (found,) = world.find()

    assert len(found & set(members)) > 0.7 * len(members)
    assert len(found - set(members)) <= 1


def test_a_pair_that_clicks_both_ways_is_no_ring() -> None:
    world = World(6)
    for _ in range(15):
        world.click(10, 500, direct=1, zero=1)
        world.click(500, 10, direct=1, zero=1)

    assert world.find() == []


def test_somebody_whom_many_click_is_no_ring() -> None:
    world = World(7)
    for fan in range(0, 600, 5):
        world.click(fan, 42, direct=1, zero=1)

    assert world.find() == []


def test_six_who_all_click_each_other_are_a_ring_even_alone() -> None:
    edges = {(a, b): Edge(1, 0, 0, 0) for a in range(6) for b in range(6) if a != b}

    assert circles.find_circles(edges, DIRECT, ZERO) == [frozenset(range(6))]


def test_four_who_click_each_other_day_by_day_are_a_ring() -> None:
    edges = {(a, b): Edge(12, 2, 0, 0) for a in range(4) for b in range(4) if a != b}

    assert circles.find_circles(edges, DIRECT, ZERO) == [frozenset(range(4))]


def test_the_same_edges_give_the_same_rings() -> None:
    world = World(8)
    world.ring(list(range(3, 600, 37)), 0.3, 0.6, 0.6)

    assert world.find() == world.find()


def test_nobody_clicks_and_there_is_no_ring() -> None:
    assert circles.find_circles({}, DIRECT, ZERO) == []
