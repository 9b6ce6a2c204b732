"""Where clicks come from, as far as the rules ask: the class of the network and of the referrer."""

from __future__ import annotations

from typing import NamedTuple

from campaigns.clicks.networks.ranges import Networks
from campaigns.clicks.referrers.classes import Referrers
from campaigns.clicks.referrers.published import LISTED


class Origins(NamedTuple):
    """What the lists say (origin_lists.py), in memory."""

    networks: Networks
    referrers: Referrers


NOTHING_LISTED = Origins(Networks(), Referrers(LISTED))
