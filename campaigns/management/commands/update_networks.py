"""`update_networks FILE`: load a list of data centres, VPN exits, Tor exits or private relays."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from campaigns.clicks.origins import origin_lists
from campaigns.clicks.origins.network_ranges import CLASSES
from campaigns.management.list_command import ListCommand


class Command(ListCommand):
    help = (
        "Load a list of networks (CIDR, or CIDR,class, one a line) in place of the one of that"
        " name, or the lists that a package brought."
    )
    load = staticmethod(origin_lists.load_networks)
    kind = origin_lists.Kind.NETWORK
    classes = CLASSES[1:]

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--packaged", action="store_true", help="load the lists that came with a package"
        )

    def handle(self, **options: Any) -> None:
        if not options["packaged"]:
            super().handle(**options)
            return
        for one in origin_lists.load_packaged():
            self.say(one)
