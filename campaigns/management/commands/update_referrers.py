"""`update_referrers FILE`: load a list of spam referrers, or of places where clicks are traded."""

from __future__ import annotations

from campaigns.clicks.origins import origin_lists
from campaigns.clicks.origins.read_referrer_list import KINDS
from campaigns.management.list_command import ListCommand


class Command(ListCommand):
    help = (
        "Load a list of referrers (host or host/path, or either with its class, one a line) in"
        " place of the one of that name."
    )
    load = staticmethod(origin_lists.load_referrers)
    kind = origin_lists.Kind.REFERRER
    classes = KINDS
