"""Where clicks come from, as far as the rules ask: the class of the network and of the referrer."""

from __future__ import annotations

from typing import NamedTuple

from campaigns.clicks.origins.condemned_referrers import LISTED
from campaigns.clicks.origins.network_ranges import Networks
from campaigns.clicks.origins.referrer_classes import Referrers


class Origins(NamedTuple):
    """What the lists say (origin_lists.py), in memory."""

    networks: Networks
    referrers: Referrers


NOTHING_LISTED = Origins(Networks(), Referrers(LISTED))
