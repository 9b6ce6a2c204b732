"""Generate the traffic of a seed."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from bench.traffic import honest, inciting, machines, own, repeating, rings, scripts, world
from bench.traffic.columns import Clicks, together
from bench.traffic.parameters import draw
from bench.traffic.world import World

START = 1_767_571_200.0  # Monday 5 January 2026, 00:00 UTC


class Traffic(NamedTuple):
    """Clicks in order of time, with the world they happened in."""

    world: World
    clicks: Clicks


def generate(seed: int) -> Traffic:
    """Return the traffic of a seed: the same seed, the same traffic."""
    rng = np.random.default_rng(seed)
    made = world.make(rng, draw(rng), START)
    members = {int(member) for ring in made.rings for member in ring.members}
    inciters = inciting.choose(made, members)
    taken = members | set(inciters.tolist())
    scripters = scripts.choose(made, taken)
    taken |= set(scripters.tolist())
    people = [
        honest.clicks(made),
        rings.clicks(made),
        inciting.clicks(made, inciters),
        scripts.clicks(made, scripters),
        own.clicks(made, own.choose(made, taken)),
        machines.previews(made),
    ]
    found = together(people)
    found = together([found, machines.bots(made, len(found))])
    found = found.take(np.argsort(found.at, kind="stable"))
    return Traffic(made, repeating.labelled(made, found))
