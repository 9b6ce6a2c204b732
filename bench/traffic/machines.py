"""Machines that say so: robots all the time, preview fetchers in storms when a post appears."""

from __future__ import annotations

import numpy as np

from bench.traffic.columns import Clicks, make, together
from bench.traffic.world import World

STORM = (15, 160)
CLICKS_A_BOT = 12  # about as many clicks come from one address


def bots(world: World, others: int) -> Clicks:
    """Return as many robots' clicks as make their share, beside `others` clicks."""
    rng, share = world.rng, world.parameters.bots
    count = int(others * share / (1 - share))
    fleet = max(count // CLICKS_A_BOT, 1)
    rows = world.visitors.add(fleet, device=rng.choice(world.visitors.bots, fleet))
    link = rng.integers(len(world.links.owner), size=count)
    soon = rng.random(count) < 0.5
    posted = world.links.posted[link]
    late = posted + rng.random(count) * (world.rhythm.end - posted)
    at = np.where(soon, posted + rng.exponential(1800, count), late)
    found = make(count, at=at, link=link, visitor=rng.choice(rows, count), kind="bot")
    return found.take(world.rhythm.inside(found.at))


def previews(world: World) -> Clicks:
    """Return storms: a post is shared in many chats, and every chat fetches its card."""
    rng, links = world.rng, world.links
    struck = np.flatnonzero(rng.random(len(links.owner)) < world.parameters.storms)
    found = together([_storm(world, int(link)) for link in struck])
    return found.take(world.rhythm.inside(found.at))


def _storm(world: World, link: int) -> Clicks:
    rng, visitors = world.rng, world.visitors
    count = int(rng.integers(*STORM))
    fetchers = rng.choice(visitors.previews, count, p=visitors.preview_weights)
    at = world.links.posted[link] + rng.exponential(rng.uniform(120, 3600), count)
    return make(
        count, at=at, link=link, visitor=visitors.add(count, device=fetchers), kind="preview"
    )
