"""What the clicks of every claim are like, and what is usual among them."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, field

import numpy as np
from django.db import connection

from campaigns.patterns import friends
from campaigns.patterns.delays import Delays
from campaigns.patterns.friends import Usual

EARLY = 345_600  # seconds after the post; clicks of later buckets are not searched
SURPLUS = 3.0  # clicks that look asked for beyond what is usual: then a claim is searched
FEWEST = 10  # clicks of a claim, or of a link, from which one can learn what is usual


@dataclass
class Profile:
    """The counts of one claim; `odd` early clicks came directly and, as far as known, left."""

    campaign: int
    influencer: int
    followers: int
    clicks: int = 0
    direct: int = 0
    looked: int = 0
    zero: int = 0
    early: int = 0
    odd: int = 0

    def count(self, delay: int, clicks: int, *, direct: bool, zero: bool | None) -> None:
        self.clicks += clicks
        self.direct += clicks * direct
        if zero is not None:
            self.looked += clicks
            self.zero += clicks * zero
        if 0 <= delay < EARLY:
            self.early += clicks
            self.odd += clicks * (direct and zero is not False)


@dataclass
class Everybody:
    """The profiles by claim; clicks by delay; clicks, and direct ones, by owner."""

    profiles: dict[int, Profile] = field(default_factory=dict)
    delays: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    owners: dict[int, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))

    def usual(self) -> Usual:
        """Return what is usual; there must be clicks."""
        by_campaign: dict[int, list[float]] = defaultdict(list)
        for one in self.profiles.values():
            if one.looked >= FEWEST:
                by_campaign[one.campaign].append(one.zero / one.looked)
        clicks = sum(clicks for clicks, _direct in self.owners.values())
        direct = sum(direct for _clicks, direct in self.owners.values())
        return Usual(
            direct=min(0.6, max(0.02, direct / clicks)),
            zero={pk: min(0.8, max(0.05, float(np.median(z)))) for pk, z in by_campaign.items()},
            delays=Delays(self.delays),
            followed=_followed(),
        )

    def worth_a_search(self, usual: Usual) -> list[int]:
        """Return the claims of which more early clicks look asked for than is usual."""
        return [pk for pk, one in self.profiles.items() if self._surplus(one, usual) >= SURPLUS]

    def _surplus(self, one: Profile, usual: Usual) -> float:
        if one.early < friends.FRIENDS:
            return 0.0
        clicks, direct = self.owners[one.influencer]
        others = clicks - one.clicks
        share = (direct - one.direct + friends.PRIOR * usual.direct) / (others + friends.PRIOR)
        unseen = 1 - one.looked / one.clicks
        zero = unseen + (1 - unseen) * usual.zero_of(one.campaign)
        return one.odd - one.early * share * zero


def load_profiles() -> Everybody:
    """Return the profiles of all claims of campaigns that are not closed."""
    known = Everybody()
    with connection.cursor() as cursor:
        cursor.execute(_PROFILES)
        for claim, campaign, influencer, followers, delay, direct, zero, clicks in cursor:
            new = Profile(campaign, influencer, followers)
            known.profiles.setdefault(claim, new).count(delay, clicks, direct=direct, zero=zero)
            known.delays[delay] += clicks
            owner = known.owners[influencer]
            owner[0] += clicks
            owner[1] += clicks * direct
    return known


def _followed() -> tuple[float, float]:
    """Return the median and robust deviation of ln(clicks of a link / followers)."""
    with connection.cursor() as cursor:
        cursor.execute(_FOLLOWED, [FEWEST])
        logs = np.array([math.log(clicks / followers) for clicks, followers in cursor])
    if len(logs) < FEWEST:
        return 0.0, math.inf
    middle = float(np.median(logs))
    return middle, max(0.1, 1.4826 * float(np.median(np.abs(logs - middle))))


_FOLLOWERS = """
(SELECT account.followers FROM accounts_socialaccount account
 WHERE account.influencer_id = claim.influencer_id
 ORDER BY account.status = 'proven' DESC, account.followers DESC LIMIT 1)
"""
_PROFILES = f"""
SELECT profile.claim_id, claim.campaign_id, claim.influencer_id, coalesce({_FOLLOWERS}, 0),
       profile.delay, profile.direct, profile.zero_dwell, profile.clicks
FROM campaigns_clickprofile profile
JOIN campaigns_claim claim ON claim.id = profile.claim_id
JOIN campaigns_campaign campaign ON campaign.id = claim.campaign_id
WHERE campaign.status <> 'closed'
ORDER BY profile.claim_id, profile.delay, profile.direct, profile.zero_dwell
"""  # noqa: S608
_FOLLOWED = f"""
SELECT clicks, followers FROM (
    SELECT sum(total.clicks)::int AS clicks, {_FOLLOWERS} AS followers
    FROM campaigns_linkday total JOIN campaigns_link link ON link.id = total.link_id
    JOIN campaigns_claim claim ON claim.id = link.claim_id
    GROUP BY link.id, claim.influencer_id HAVING sum(total.clicks) >= %s) AS links
WHERE followers > 0
"""  # noqa: S608
