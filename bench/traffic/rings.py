"""Rings: influencers who click each other, and ordinary links as well, so as not to be seen."""

from __future__ import annotations

import numpy as np

from bench.traffic.columns import NOBODY, NOWHERE, Bools, Clicks, Ints, make, together
from bench.traffic.rhythm import A_DAY
from bench.traffic.world import Ring, World


def clicks(world: World) -> Clicks:
    """Return the rings' clicks, and the camouflage, which is honest to the links it falls on."""
    parts = [_ring(world, number, ring) for number, ring in enumerate(world.rings)]
    found = together([click for pair in parts for click in pair])
    return found.take(world.rhythm.inside(found.at))


def _ring(world: World, number: int, ring: Ring) -> tuple[Clicks, Clicks]:
    """Each member clicks each link of the others with the ring's probability."""
    links = np.flatnonzero(np.isin(world.links.owner, ring.members))
    member, link = np.repeat(ring.members, len(links)), np.tile(links, len(ring.members))
    others = world.links.owner[link] != member
    clicked = others & (world.rng.random(len(link)) < ring.percent / 100)
    member, link = member[clicked], link[clicked]
    inside = _clicks(world, member, link, kind="ring", group=number, size=ring.percent)
    return inside, _camouflage(world, ring, member)


def _camouflage(world: World, ring: Ring, member: Ints) -> Clicks:
    """Members click ordinary links about as often as each other's, and look as they do there."""
    rng = world.rng
    ordinary = np.flatnonzero(~np.isin(world.links.owner, ring.members))
    count = rng.poisson(len(member) * world.parameters.camouflage)
    if not (len(member) and len(ordinary)):
        return make(0, at=0.0, link=0, visitor=0, kind="camouflage")
    return _clicks(world, rng.choice(member, count), rng.choice(ordinary, count), kind="camouflage")


def _clicks(world: World, member: Ints, link: Ints, **truth: str | int) -> Clicks:
    rng, p = world.rng, world.parameters
    days = rng.exponential(p.ring_days / 2, len(link)) % p.ring_days
    hidden = rng.random(len(link)) < p.ring_no_referrer
    return make(
        len(link),
        at=world.rhythm.by_day(
            lambda rows: (
                world.links.posted[link[rows]] + (days[rows] + rng.uniform(0, 1, len(rows))) * A_DAY
            ),
            len(link),
        ),
        link=link,
        visitor=world.person[member],
        channel=np.where(hidden, NOWHERE, world.channel(link)),
        dwell=world.dwell(link, zero=p.ring_zero_dwell),
        clicker=np.where(_signed_in(world, len(link)), member, NOBODY),
        **truth,
    )


def _signed_in(world: World, count: int) -> Bools:
    return np.asarray(world.rng.random(count) < world.parameters.known_ring)
