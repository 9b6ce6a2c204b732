"""Refuse lists that would swallow the internet: a slip of a digit condemns every visitor.

The limits stand above what is published of the largest clouds and VPN providers together (of
2026-11: 8 % of IPv4, prefixes from /9; in IPv6 1,000 networks of /32, prefixes from /25).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from ipaddress import IPv4Network, IPv6Network, ip_network

from publicsuffixlist import PublicSuffixList

from campaigns.clicks.origins.bad_lines import BadLines
from campaigns.clicks.origins.network_ranges import BITS, Range
from campaigns.clicks.origins.sharing_places import PLACES, SEARCH_NAMES

Network = IPv4Network | IPv6Network
SHORTEST_PREFIX = {4: 8, 6: 20}
# Of one list, in addresses as network_ranges counts them: an eighth of IPv4; 16,384 times a /32.
MOST_ADDRESSES = {4: 1 << 29, 6: 1 << 46}
MOST_WORDS = {4: "an eighth of all IPv4 addresses", 6: "16,384 networks of /32"}
# Where no visitor of a public site can be: a list that names them was made for another use.
PRIVATE = tuple(
    ip_network(text)
    for text in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16",
        "172.16.0.0/12", "192.168.0.0/16", "224.0.0.0/4", "::/8", "fc00::/7", "fe80::/10",
        "ff00::/8",
    )
)  # fmt: skip


def refuse_broad_network(network: Network) -> None:
    """Raise ValueError for a network that is too wide, or that nobody visits from."""
    least = SHORTEST_PREFIX[network.version]
    if network.prefixlen < least:
        raise ValueError(
            f"{network} is too broad: /{least} is the widest that an IPv{network.version} list may"
            " name"
        )
    if any(_within(network, private) for private in PRIVATE):
        raise ValueError(f"{network} is private or reserved: no visitor comes from there")


def refuse_broad_list(ranges: Mapping[int, Range]) -> None:
    """Raise BadLines for a list that covers too much in all; `ranges` by the numbers of lines."""
    for family, most in MOST_ADDRESSES.items():
        own = {number: one for number, one in ranges.items() if one.family == family}
        covered = _covered(own.values())
        if covered > most:
            widest = max(own, key=lambda number: own[number].last - own[number].first)
            share = 100 * covered / (1 << BITS[family])
            raise BadLines({
                widest: f"the list covers {share:.2g} % of IPv{family}, this line the most of it;"
                f" one list may cover {MOST_WORDS[family]}"
            })  # fmt: skip


def refuse_broad_host(host: str) -> None:
    """Raise ValueError for a host that stands for everybody below a suffix, or a whole network.

    Suffixes are those of publicsuffix.org, where anybody registers names: co.uk, github.io.
    """
    if _suffixes().publicsuffix(host) == host:
        raise ValueError(f"{host} is a suffix under which anybody has a site: name the site")
    owned = _suffixes().privatesuffix(host) or ""
    if host in PLACES or (host == owned and host.partition(".")[0] in SEARCH_NAMES):
        raise ValueError(f"{host} is a place that everybody comes from: name a page or group of it")


def _within(network: Network, other: Network) -> bool:
    if isinstance(network, IPv4Network):
        return isinstance(other, IPv4Network) and network.subnet_of(other)
    return isinstance(other, IPv6Network) and network.subnet_of(other)


def _covered(ranges: Iterable[Range]) -> int:
    """Return how many addresses are in one of the ranges at least."""
    covered, reached = 0, -1
    for one in sorted(ranges):
        covered += max(one.last - max(one.first - 1, reached), 0)
        reached = max(reached, one.last)
    return covered


@cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList()
