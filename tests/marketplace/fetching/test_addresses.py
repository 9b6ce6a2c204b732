"""Which addresses are public, and that a number in disguise is never an address."""

from __future__ import annotations

from ipaddress import ip_address

import pytest

from marketplace.fetching.addresses import is_public

CLOSED = {
    "unspecified": "0.0.0.0",  # noqa: S104  nothing is bound to it
    "loopback": "127.0.0.1",
    "the end of loopback": "127.255.255.254",
    "private 10": "10.1.2.3",
    "private 172": "172.31.255.255",
    "private 192": "192.168.1.1",
    "carrier-grade NAT": "100.64.0.1",
    "the end of it": "100.127.255.255",
    "link-local": "169.254.169.254",
    "documentation": "192.0.2.1",
    "documentation 2": "198.51.100.7",
    "documentation 3": "203.0.113.7",
    "benchmarks": "198.19.0.1",
    "multicast": "224.0.0.1",
    "reserved": "240.0.0.1",
    "broadcast": "255.255.255.255",
    "protocol assignments": "192.0.0.8",
    "6to4 relays": "192.88.99.1",
    "unspecified v6": "::",
    "loopback v6": "::1",
    "mapped": "::ffff:127.0.0.1",
    "mapped, of a public one": "::ffff:8.8.8.8",
    "compatible": "::127.0.0.1",
    "NAT64": "64:ff9b::7f00:1",
    "local NAT64": "64:ff9b:1::1",
    "6to4": "2002:7f00:1::1",
    "Teredo": "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    "benchmarks v6": "2001:2::1",
    "documentation v6": "2001:db8::1",
    "documentation v6, new": "3fff::1",
    "unique local": "fd00::1",
    "link-local v6": "fe80::1",
    "with a zone": "2606:4700::1%eth0",
    "site-local": "fec0::1",
    "multicast v6": "ff02::1",
    "discard": "100::1",
}
OPEN = ["8.8.8.8", "100.63.255.255", "100.128.0.0", "172.32.0.1", "2606:4700::1111", "2a00:1450::1"]


@pytest.mark.parametrize("address", CLOSED.values(), ids=CLOSED.keys())
def test_an_address_that_not_everybody_reaches_is_closed(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", OPEN)
def test_an_address_of_the_internet_is_open(address: str) -> None:
    assert is_public(ip_address(address))
