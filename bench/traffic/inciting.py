"""Inciters: influencers who ask their friends to click, who click because they were asked."""

from __future__ import annotations

import numpy as np

from bench.traffic.columns import NOWHERE, Clicks, Ints, make, together
from bench.traffic.parameters import INCITERS
from bench.traffic.rhythm import A_DAY
from bench.traffic.world import World

FRIENDS = (5, 61)
MINUTES_SIGMA = 1.0
LATER_ASKS = 2  # on the next days, at most


def clicks(world: World, inciters: Ints) -> Clicks:
    """Return the friends' clicks on one claim of each inciter."""
    parts = [_asked(world, number, int(one)) for number, one in enumerate(inciters)]
    found = together(parts)
    return found.take(world.rhythm.inside(found.at))


def choose(world: World, taken: set[int], count: int = INCITERS) -> Ints:
    """Return who incites: more often those whom few follow."""
    free = world.free(taken)
    wish = world.followers[free].astype(np.float64) ** -world.parameters.small_inciters
    return world.rng.choice(free, min(count, len(free)), False, p=wish / wish.sum())


def _asked(world: World, number: int, inciter: int) -> Clicks:
    rng, p = world.rng, world.parameters
    size = int(rng.integers(*FRIENDS))
    link = rng.choice(world.links.of(inciter))
    friends = np.unique(world.people(np.full(size, world.community[inciter])))
    asked = world.links.posted[link] + rng.exponential(p.ask_hours * 3600)
    coming = friends[rng.random(len(friends)) < p.friends_click]
    parts = [_come(world, link, coming, asked)]
    for day in range(1, 1 + int(rng.integers(LATER_ASKS + 1))):
        coming = coming[rng.random(len(coming)) < p.friends_return]
        parts.append(_come(world, link, coming, asked + day * A_DAY * rng.uniform(1.0, 1.3)))
    return together(parts).replace(group=number, size=size)


def _come(world: World, link: int, friends: Ints, asked: float) -> Clicks:
    rng, p, count = world.rng, world.parameters, len(friends)
    links = np.full(count, link)
    hidden = rng.random(count) < p.friends_no_referrer
    return make(
        count,
        at=asked + rng.lognormal(np.log(p.friend_minutes * 60), MINUTES_SIGMA, count),
        link=links,
        visitor=friends,
        channel=np.where(hidden, NOWHERE, world.channel(links)),
        dwell=world.dwell(links, zero=p.friends_zero_dwell),
        kind="incited",
    )
