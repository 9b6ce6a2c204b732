"""People who chose to look: followers, strangers when a post is passed on, peers, and repeats."""

from __future__ import annotations

import numpy as np

from bench.traffic.columns import NOBODY, Clicks, Floats, Ints, make, together
from bench.traffic.parameters import LOCAL
from bench.traffic.world import World

PROPENSITY = (0.6, 6.0)  # Beta, of each person
PEER_CLICKS, ANSWERED = 3.0, 0.30
REPEATS = 0.06


def clicks(world: World) -> Clicks:
    """Return the honest clicks, and the repeats among them."""
    first = together([followers(world), viral(world), peers(world)])
    first = first.take(world.rhythm.inside(first.at))
    return together([first, repeats(world, first)])


def followers(world: World) -> Clicks:
    """Each follower clicks by a propensity of their own, times the appeal of the post."""
    rng, owner = world.rng, world.links.owner
    appeal = _appeal(world, len(owner))
    crowds = [
        world.people(np.full(n, c)) for n, c in zip(world.followers, world.community, strict=True)
    ]
    crowds = [np.unique(crowd) for crowd in crowds]
    reach = np.repeat(np.arange(len(owner)), [len(crowds[one]) for one in owner])
    visitor = np.concatenate([crowds[one] for one in owner])
    propensity = rng.beta(*PROPENSITY, len(world.visitors))
    clicked = rng.random(len(reach)) < propensity[visitor] * appeal[reach]
    return _looked(world, reach[clicked], visitor[clicked])


def viral(world: World) -> Clicks:
    """A few posts are passed on: a burst of strangers, hours to days after the post."""
    rng, links, p = world.rng, world.links, world.parameters
    chosen = np.flatnonzero(rng.random(len(links.owner)) < p.viral)
    usual = world.followers[links.owner[chosen]] * PROPENSITY[0] / sum(PROPENSITY)
    crowd = rng.poisson(usual * p.viral_times * rng.lognormal(0, 0.5, len(chosen)))
    peak = links.posted[chosen] + rng.uniform(1, 72, len(chosen)) * 3600
    width = rng.uniform(1, 5, len(chosen)) * 3600
    which = np.repeat(np.arange(len(chosen)), crowd)
    visitor = rng.integers(world.person[0], size=len(which))
    found = _looked(world, chosen[which], visitor)
    return found.replace(at=peak[which] + rng.gamma(2.0, width[which] / 2))


def peers(world: World) -> Clicks:
    """Influencers look at each other's posts too, and three in ten are looked at in return."""
    rng, p = world.rng, world.parameters
    count = rng.poisson(PEER_CLICKS, len(world.person))
    clicker = np.repeat(np.arange(len(world.person)), count)
    owner = _peer_of(world, clicker)
    back = rng.random(len(clicker)) < ANSWERED
    clicker, owner = np.concatenate([clicker, owner[back]]), np.concatenate([owner, clicker[back]])
    clicker, owner = clicker[clicker != owner], owner[clicker != owner]
    known = rng.random(len(clicker)) < p.known_peer
    found = _looked(world, a_link_of(world, owner), world.person[clicker])
    return found.replace(clicker=np.where(known, clicker, NOBODY))


def repeats(world: World, first: Clicks) -> Clicks:
    """Some click again on the same link: at once, or later within the day."""
    rng = world.rng
    again = first.take(rng.random(len(first)) < REPEATS)
    at_once = rng.random(len(again)) < world.parameters.double_clicks
    gap = np.where(at_once, rng.uniform(1, 25, len(again)), rng.uniform(60, 22 * 3600, len(again)))
    found = again.replace(at=again.at + gap, kind="repeat", dwell=world.dwell(again.link))
    return found.take(world.rhythm.inside(found.at))


def a_link_of(world: World, owners: Ints) -> Ints:
    """Return one link of each of these owners."""
    order = np.argsort(world.links.owner, kind="stable")
    firsts = np.searchsorted(world.links.owner[order], owners)
    ends = np.searchsorted(world.links.owner[order], owners, side="right")
    return np.asarray(
        order[firsts + (world.rng.random(len(owners)) * (ends - firsts)).astype(np.int64)]
    )


def _appeal(world: World, count: int) -> Floats:
    sigma = world.parameters.appeal_sigma
    return world.rng.lognormal(-sigma * sigma / 2, sigma, count)


def _peer_of(world: World, clicker: Ints) -> Ints:
    """Return a peer for each: most from the same community (parameter), the rest anybody."""
    rng = world.rng
    order = np.argsort(world.community, kind="stable")
    sorted_ = world.community[order]
    home = world.community[clicker]
    first, end = np.searchsorted(sorted_, home), np.searchsorted(sorted_, home, side="right")
    near = order[first + (rng.random(len(clicker)) * (end - first)).astype(np.int64)]
    local = rng.random(len(clicker)) < min(world.parameters.peers_local, LOCAL)
    return np.where(local, near, rng.integers(len(world.person), size=len(clicker)))


def _looked(world: World, link: Ints, visitor: Ints) -> Clicks:
    return make(
        len(link),
        at=world.rhythm.after(world.links.posted[link]),
        link=link,
        visitor=visitor,
        channel=world.channel(link),
        dwell=world.dwell(link),
        kind="honest",
    )
