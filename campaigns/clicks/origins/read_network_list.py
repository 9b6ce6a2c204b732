"""Read a list of networks: one a line, plain or with its class, as lists are published.

Known forms: `192.0.2.0/24` (one class for all), `192.0.2.0/24,vpn`, and the egress list of Apple's
iCloud Private Relay, `172.224.224.0/31,GB,GB-EN,London,` with --class relay. `#` begins a comment.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable

from campaigns.clicks.origins.bad_lines import BadLines
from campaigns.clicks.origins.network_ranges import BITS, CLASSES, Range
from campaigns.clicks.origins.refuse_too_broad import refuse_broad_list, refuse_broad_network

FULL = {4: 32, 6: 128}


def read_network_list(lines: Iterable[str], kind: str = "") -> list[Range]:
    """Return the ranges of a list.

    Args:
        kind: the class of lines that do not say theirs: datacentre, vpn, tor or relay.

    Raises BadLines with the number of every line that makes no sense or names too much, and when
    the list does: nothing is read halfway.
    """
    found: dict[int, Range] = {}
    wrong: dict[int, str] = {}
    for number, line in enumerate(lines, start=1):
        text = line.partition("#")[0].strip()
        try:
            if text:
                found[number] = _range(text, kind)
        except ValueError as error:
            wrong[number] = str(error)
    if wrong:
        raise BadLines(wrong)
    refuse_broad_list(found)
    return list(found.values())


def _range(text: str, kind: str) -> Range:
    cidr, _, rest = text.partition(",")
    said = rest.strip().lower()
    chosen = said if said in CLASSES[1:] else kind
    if chosen not in CLASSES[1:]:
        raise ValueError(f"{text!r} does not say its class, one of: {', '.join(CLASSES[1:])}")
    network = ipaddress.ip_network(cidr.strip(), strict=False)
    refuse_broad_network(network)
    shift = FULL[network.version] - BITS[network.version]
    first, last = int(network.network_address) >> shift, int(network.broadcast_address) >> shift
    return Range(network.version, first, last, CLASSES.index(chosen))
