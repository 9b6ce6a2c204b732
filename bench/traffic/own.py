"""Influencers who click their own links, mostly while they are signed in."""

from __future__ import annotations

import numpy as np

from bench.traffic.columns import NOBODY, Clicks, Ints, make
from bench.traffic.honest import a_link_of
from bench.traffic.world import World

TIMES = (1, 9)


def choose(world: World, taken: set[int]) -> Ints:
    free = world.free(taken)
    count = int(len(world.person) * world.parameters.self_clickers)
    return world.rng.choice(free, min(count, len(free)), False)


def clicks(world: World, owners: Ints) -> Clicks:
    rng = world.rng
    who = np.repeat(owners, rng.integers(*TIMES, len(owners)))
    link = a_link_of(world, who)
    known = rng.random(len(who)) < world.parameters.known_own
    found = make(
        len(who),
        at=world.rhythm.after(world.links.posted[link]),
        link=link,
        visitor=world.person[who],
        channel=world.channel(link),
        dwell=world.dwell(link, zero=0.6),
        clicker=np.where(known, who, NOBODY),
        kind="own",
    )
    return found.take(world.rhythm.inside(found.at))
