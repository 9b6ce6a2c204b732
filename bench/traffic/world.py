"""Influencers, their audiences, and the links they share."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bench.traffic.columns import Bools, Floats, Ints
from bench.traffic.parameters import (
    CAMPAIGNS,
    COMMUNITIES,
    INFLUENCERS,
    LOCAL,
    RINGS,
    Parameters,
)
from bench.traffic.rhythm import A_DAY, Rhythm
from bench.traffic.visitors import Visitors

CHANNELS = np.array([0.40, 0.25, 0.15, 0.20])  # Facebook, Instagram, Twitter, none
RING_SIZES = (6, 41)
STRENGTHS = (5, 15, 50)  # click probability within a ring, in percent


@dataclass
class Links:
    """By row number: `owner` and `campaign` are row numbers too, `posted` in epoch seconds."""

    owner: Ints
    campaign: Ints
    posted: Floats

    def of(self, owner: int) -> Ints:
        return np.flatnonzero(self.owner == owner)


@dataclass
class Ring:
    """Influencers who click each other; `percent` is how likely on each link."""

    members: Ints
    percent: int


@dataclass
class World:
    """`person` is each influencer's own row among the visitors; communities hold such rows."""

    rng: np.random.Generator
    parameters: Parameters
    rhythm: Rhythm
    visitors: Visitors
    followers: Ints
    community: Ints
    person: Ints
    audience: list[Ints]
    links: Links
    rings: list[Ring]
    beacons: Bools
    channels: Floats

    def channel(self, links: Ints) -> Ints:
        """Return where visitors of these links came from, by their owners' habits."""
        habits = np.cumsum(self.channels[self.links.owner[links]], axis=1)
        dice = self.rng.random(len(links))[:, None]
        return np.asarray(np.minimum((dice > habits).sum(axis=1), 3), np.int64)

    def dwell(self, links: Ints, zero: float = 0.35) -> Floats:
        """Return seconds on the landing page, NOT_REPORTED where it has no beacon."""
        count = len(links)
        looked = self.rng.lognormal(2.5, 1.1, count)
        seconds = np.where(self.rng.random(count) < zero, 0.0, looked)
        return np.where(self.beacons[self.links.campaign[links]], np.round(seconds, 1), -1.0)

    def people(self, community: Ints) -> Ints:
        """Return somebody of each of these communities' audiences, or of another's."""
        elsewhere = self.rng.random(len(community)) >= LOCAL
        where = np.where(
            elsewhere, self.rng.integers(len(self.audience), size=len(community)), community
        )
        sizes = np.array([len(rows) for rows in self.audience])
        starts = np.array([rows[0] for rows in self.audience])
        return np.asarray(
            starts[where] + (self.rng.random(len(where)) * sizes[where]).astype(np.int64)
        )

    def free(self, taken: set[int]) -> Ints:
        """Return influencers who have links and are not in `taken`."""
        owners = np.unique(self.links.owner)
        return owners[~np.isin(owners, list(taken))]


def make(rng: np.random.Generator, parameters: Parameters, start: float) -> World:
    """Return a world whose traffic starts at `start`, in epoch seconds at midnight UTC."""
    rhythm = Rhythm(rng, parameters, start, start + parameters.days * A_DAY)
    visitors = Visitors(rng, parameters)
    followers = np.maximum(rng.lognormal(5.5, 1.0, INFLUENCERS).astype(np.int64), 5)
    community = rng.integers(COMMUNITIES, size=INFLUENCERS)
    audience = _audience(rng, parameters, visitors, int(followers.sum()))
    person = visitors.add(INFLUENCERS)
    visitors.put_behind_one_key(audience)
    rings = form_rings(rng, np.arange(INFLUENCERS), community)
    links = _links(rng, parameters, rhythm, rings)
    beacons = rng.random(CAMPAIGNS) < parameters.beacons
    channels = rng.dirichlet(CHANNELS * parameters.channel_focus, INFLUENCERS)
    return World(
        rng, parameters, rhythm, visitors, followers, community, person, audience, links, rings,
        beacons, channels,
    )  # fmt: skip


def form_rings(
    rng: np.random.Generator, among: Ints, community: Ints, count: int = RINGS
) -> list[Ring]:
    """Return rings without common members; the strengths take turns, so that all occur.

    Some of a ring know each other (one community), the rest found it elsewhere.
    """
    free, rings = set(among.tolist()), []
    strengths = rng.permutation(np.resize(STRENGTHS, count))
    for percent in strengths:
        size = min(int(rng.integers(*RING_SIZES)), len(free))
        home = community[rng.choice(sorted(free))]
        near = [one for one in sorted(free) if community[one] == home]
        neighbours = rng.permutation(near)[: int(size * rng.uniform(0, 0.5))]
        others = sorted(free - set(neighbours.tolist()))
        members = np.concatenate([neighbours, rng.choice(others, size - len(neighbours), False)])
        free -= set(members.tolist())
        rings.append(Ring(members.astype(np.int64), int(percent)))
    return rings


def _audience(
    rng: np.random.Generator, parameters: Parameters, visitors: Visitors, followers: int
) -> list[Ints]:
    """Return the rows of each community's people, communities of unequal size."""
    people = int(followers / parameters.follows_a_person)
    shares = rng.dirichlet(np.full(COMMUNITIES, 4.0))
    return [visitors.add(max(int(share * people), 30)) for share in shares]


def _links(
    rng: np.random.Generator, parameters: Parameters, rhythm: Rhythm, rings: list[Ring]
) -> Links:
    """Return links of claims: everybody joins a campaign or some, a ring joins 2 to 5 together."""
    pull = rng.dirichlet(np.full(CAMPAIGNS, 3.0))
    joined: set[tuple[int, int]] = set()
    for owner in range(INFLUENCERS):
        count = 1 + int(rng.binomial(3, parameters.claims_more))
        joined |= {(owner, int(c)) for c in rng.choice(CAMPAIGNS, count, False, p=pull)}
    for ring in rings:
        for campaign in rng.choice(CAMPAIGNS, int(rng.integers(2, 6)), False):
            there = ring.members[rng.random(len(ring.members)) < parameters.ring_links]
            joined |= {(int(member), int(campaign)) for member in there}
    claims = sorted(joined)
    again = rng.random(len(claims)) < parameters.second_link
    claims += [claim for claim, more in zip(claims, again, strict=True) if more]
    owner, campaign = np.array(claims, np.int64).T
    return Links(owner, campaign, rhythm.posts(len(claims)))
