"""What the description of the traffic leaves open, drawn once for a seed.

Fixed by the description: 2,000 influencers, followers lognormal(5.5, 1), 200 communities with 80 %
local audience, click propensity Beta(.6, 6), delay after the post lognormal (median 3.6 h, sigma
1.3), honest peer clicks Poisson(3) of which 30 % are answered, referrers .40 .25 .15 .20, dwell
35 % zero, else lognormal(2.5, 1.1) seconds, 6 % repeats, 20 rings of 6 to 40 at click probability
.05, .15 and .5, 100 inciters with 5 to 60 friends, 30 scripts of 40 to 250 clicks with gaps of 20
to 240 s, 12 % either way.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

import numpy as np

INFLUENCERS, COMMUNITIES, CAMPAIGNS = 2_000, 200, 12
LOCAL = 0.80
RINGS, INCITERS, SCRIPTS = 20, 100, 30


@dataclass(frozen=True)
class Parameters:
    """Each is drawn uniformly from its range, which stands beside it in RANGES."""

    days: float
    # people and posts
    follows_a_person: float
    claims_more: float
    second_link: float
    appeal_sigma: float
    channel_focus: float
    beacons: float
    night: float
    abroad: float
    ipv6: float
    nat: float
    # what happens
    viral: float
    viral_times: float
    double_clicks: float
    bots: float
    storms: float
    self_clickers: float
    known_peer: float
    known_own: float
    peers_local: float
    # rings
    known_ring: float
    ring_links: float
    ring_zero_dwell: float
    ring_no_referrer: float
    ring_days: float
    camouflage: float
    # incited friends
    small_inciters: float
    friends_click: float
    friends_return: float
    friends_zero_dwell: float
    friends_no_referrer: float
    ask_hours: float
    friend_minutes: float
    # scripts
    script_new_key: float
    script_agents: float
    script_referrer: float


RANGES: dict[str, tuple[float, float]] = {
    "days": (14, 21),  # of traffic
    "follows_a_person": (2, 4),  # influencers whom a person of the audience follows, on average
    "claims_more": (0.15, 0.3),  # chance of each of 3 campaigns beyond an influencer's first
    "second_link": (0.15, 0.4),  # chance that a claim has a second link, posted later
    "appeal_sigma": (0.3, 0.6),  # log-normal spread of how much a post appeals, mean 1
    "channel_focus": (
        3,
        15,
    ),  # Dirichlet concentration: how much an influencer lives on one network
    "beacons": (0.6, 1.0),  # share of campaigns whose landing page reports how long it was seen
    "night": (0.04, 0.15),  # activity at 4 in the morning, of that at the peak
    "abroad": (0.03, 0.1),  # share of people outside France
    "ipv6": (0.4, 0.6),  # share of people with IPv6
    "nat": (0.03, 0.08),  # share of people behind a campus or a carrier, 10 to 25 a key
    "viral": (0.01, 0.03),  # share of posts that strangers pass on
    "viral_times": (3, 10),  # how many times the usual clicks such a post gets on top
    "double_clicks": (0.3, 0.6),  # share of repeats that come within half a minute
    "bots": (0.04, 0.06),  # of all clicks
    "storms": (0.02, 0.05),  # share of links on which preview fetchers pour down
    "self_clickers": (0.02, 0.05),  # share of influencers who click their own links
    "known_peer": (0.85, 0.95),  # chance that an honest influencer who clicks is signed in
    "known_own": (0.85, 0.97),  # the same of one who clicks an own link
    "peers_local": (0.5, 0.8),  # share of peer clicks inside the community
    "known_ring": (0.85, 0.95),  # the same of a ring's member
    "ring_links": (0.6, 0.95),  # chance that a member takes part in a campaign of the ring
    "ring_zero_dwell": (0.6, 0.9),  # share of ring clicks that do not look at the page
    "ring_no_referrer": (0.5, 0.8),  # share of ring clicks without a referrer
    "ring_days": (3, 8),  # over which a ring spreads its clicks on a link
    "camouflage": (0.5, 1.5),  # clicks of members on ordinary links, per click within the ring
    "small_inciters": (0.3, 0.8),  # inciters are drawn by followers to the minus this
    "friends_click": (0.65, 0.95),  # share of asked friends who do click
    "friends_return": (0.15, 0.45),  # share of them who come back the next time they are asked
    "friends_zero_dwell": (0.6, 0.85),  # share of their clicks that do not look at the page
    "friends_no_referrer": (0.55, 0.85),  # they are asked in messages, mostly
    "ask_hours": (0.5, 3),  # mean hours between the post and the asking
    "friend_minutes": (15, 50),  # median minutes between being asked and the click
    "script_new_key": (0.8, 1.0),  # share of clicks with a visitor never used before
    "script_agents": (1, 8),  # user agents a script claims to be
    "script_referrer": (0, 0.6),  # share of scripts that make up a referrer
}


def draw(rng: np.random.Generator) -> Parameters:
    """Return the parameters of a seed."""
    drawn: dict[str, Any] = {
        field.name: float(rng.uniform(*RANGES[field.name])) for field in fields(Parameters)
    }
    return Parameters(**drawn)
