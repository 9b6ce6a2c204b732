"""Scripts: programs that click at nearly even gaps, through many addresses, as browsers."""

from __future__ import annotations

import numpy as np

from bench.traffic.columns import FACEBOOK, NOWHERE, TWITTER, Clicks, Floats, Ints, make, together
from bench.traffic.parameters import SCRIPTS
from bench.traffic.rhythm import A_DAY
from bench.traffic.world import World

CLICKS = (40, 251)
GAPS = (20.0, 240.0)  # seconds
UNEVEN = 0.12


def clicks(world: World, scripters: Ints) -> Clicks:
    """Return the clicks of a script on one link of each of these influencers."""
    parts = [_script(world, number, int(one)) for number, one in enumerate(scripters)]
    found = together(parts)
    return found.take(world.rhythm.inside(found.at))


def choose(world: World, taken: set[int], count: int = SCRIPTS) -> Ints:
    free = world.free(taken)
    return world.rng.choice(free, min(count, len(free)), False)


def _script(world: World, number: int, owner: int) -> Clicks:
    rng = world.rng
    count = int(rng.integers(*CLICKS))
    link = int(rng.choice(world.links.of(owner)))
    pretends = rng.random() < world.parameters.script_referrer
    channel = rng.integers(FACEBOOK, TWITTER + 1) if pretends else NOWHERE
    return make(
        count,
        at=_moments(world, world.links.posted[link], count),
        link=link,
        visitor=_disguises(world, count),
        channel=channel,
        dwell=world.dwell(np.full(count, link), zero=1.0),
        kind="script",
        group=number,
    )


def _moments(world: World, posted: float, count: int) -> Floats:
    """Return the run's times: even gaps, in one go or in two or three sittings on later days."""
    rng = world.rng
    gap = np.exp(rng.uniform(*np.log(GAPS)))
    gaps = gap * (1 + rng.uniform(-UNEVEN, UNEVEN, count))
    sittings = int(rng.integers(1, 4)) if count >= 90 else 1
    at = posted + rng.uniform(0.1, 30) * 3600 + np.cumsum(gaps)
    day = np.arange(count) * sittings // count
    # The next sitting starts the next day, at about the same hour.
    return np.asarray(at + day * np.floor(1 + (at[-1] - at[0]) / A_DAY) * A_DAY)


def _disguises(world: World, count: int) -> Ints:
    """Return visitors: mostly fresh ones with one of a few user agents, some used again."""
    rng, p = world.rng, world.parameters
    agents = rng.integers(len(world.visitors.common), size=max(round(p.script_agents), 1))
    fresh = max(int(count * p.script_new_key), 1)
    rows = world.visitors.add(fresh, device=rng.choice(agents, fresh))
    return np.asarray(rng.permutation(np.concatenate([rows, rng.choice(rows, count - fresh)])))
