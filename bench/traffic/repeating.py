"""What is a repeat in truth: a person who comes again to a claim within 24 hours of what counted.

Mostly those who click again on purpose (honest.repeats), but also who finds the second link of a
claim whose first they know. Whether a key can tell is not asked here.
"""

from __future__ import annotations

import numpy as np

from bench.traffic.columns import KIND, Clicks, Ints
from bench.traffic.rhythm import A_DAY
from bench.traffic.world import World

PEOPLE = (KIND["honest"], KIND["camouflage"], KIND["repeat"])


def labelled(world: World, clicks: Clicks) -> Clicks:
    """Return the clicks, in order of time, with honest ones that come again labelled repeats."""
    kind = clicks.kind.copy()
    opened: dict[tuple[int, int], float] = {}
    claim = _claims(world)[clicks.link]
    for row in np.flatnonzero(np.isin(kind, PEOPLE)):
        visit, at = (int(claim[row]), int(clicks.visitor[row])), float(clicks.at[row])
        if at - opened.get(visit, -A_DAY) < A_DAY:
            kind[row] = KIND["repeat"]
            continue
        opened[visit] = at
        if kind[row] == KIND["repeat"]:
            kind[row] = KIND["honest"]
    return clicks.replace(kind=kind)


def _claims(world: World) -> Ints:
    return world.links.owner * (int(world.links.campaign.max()) + 1) + world.links.campaign
