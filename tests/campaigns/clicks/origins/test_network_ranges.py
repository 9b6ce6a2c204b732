"""Ranges of networks: what wins where they overlap, and what a bisection finds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.clicks.origins import packaged_networks
from campaigns.clicks.origins.bad_lines import BadLines
from campaigns.clicks.origins.network_ranges import CLASSES, Networks, Range, pack, unpack
from campaigns.clicks.origins.read_network_list import read_network_list
from campaigns.clicks.visitors.packed_addresses import packed


def look_up(networks: Networks, address: str) -> str:
    found = packed(address)
    assert found is not None
    return networks.look_up(found)


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("192.0.1.255", ""),
        ("192.0.2.0", "vpn"),
        ("192.0.2.64", "datacentre"),
        ("192.0.2.127", "datacentre"),
        ("192.0.2.128", "vpn"),
        ("192.0.2.255", "vpn"),
        ("192.0.3.0", ""),
        ("255.255.255.255", "tor"),
        ("2001:db8:1::5", "datacentre"),
        ("2001:db8:2::5", ""),
        ("::ffff:192.0.2.64", "datacentre"),
    ],
)
def test_the_class_of_an_address(address: str, kind: str) -> None:
    lines = ["192.0.2.0/24,vpn", "192.0.2.64/26,datacentre", "255.255.255.255,tor",
             "2001:db8:1::/48,datacentre"]  # fmt: skip

    assert look_up(Networks(read_network_list(lines)), address) == kind


def test_the_egress_of_a_private_relay_is_exempt_from_the_data_centre_it_is_in() -> None:
    lists = [*read_network_list(["192.0.2.0/24"], "datacentre"),
             *read_network_list(["192.0.2.8/31,GB,GB-EN,London,"], "relay")]  # fmt: skip

    assert look_up(Networks(lists), "192.0.2.9") == "relay"
    assert look_up(Networks(lists), "192.0.2.10") == "datacentre"


def test_nothing_is_listed_at_first() -> None:
    assert look_up(Networks(), "192.0.2.1") == ""
    assert look_up(Networks(), "2001:db8::1") == ""


RANGES = st.builds(
    lambda first, length, kind: Range(4, first, min(first + length, 2**32 - 1), kind),
    st.integers(0, 300) | st.integers(2**32 - 300, 2**32 - 1),
    st.integers(0, 60),
    st.integers(1, len(CLASSES) - 1),
)


@given(st.lists(RANGES, max_size=12), st.integers(0, 400) | st.integers(2**32 - 400, 2**32 - 1))
def test_a_bisection_finds_what_a_walk_finds(ranges: list[Range], address: int) -> None:
    walked = max((one.kind for one in ranges if one.first <= address <= one.last), default=0)

    assert Networks(ranges).look_up(address.to_bytes(4)) == CLASSES[walked]


def test_what_is_stored_comes_back() -> None:
    ranges = read_network_list(["192.0.2.0/24", "2001:db8::/32"], "vpn")

    assert list(unpack(pack(ranges))) == ranges


def test_bad_lines_are_named_and_nothing_is_read() -> None:
    lines = ["# a comment", "192.0.2.0/24", "192.0.2.0/99", "", "203.0.113.0/24,aliens"]

    with pytest.raises(BadLines) as refused:
        read_network_list(lines)

    assert sorted(refused.value.wrong) == [2, 3, 5]
    assert "line 3" in str(refused.value)


def test_the_lists_of_the_package_can_be_read() -> None:
    lists = {one.name: read_network_list(one.lines, one.kind) for one in packaged_networks.lists()}

    assert lists.keys() == packaged_networks.LISTS.keys()
    assert all(lists.values())
    clouds = Networks([one for ranges in lists.values() for one in ranges])
    assert look_up(clouds, "52.94.76.10") == "datacentre"  # Amazon's, by its own publication
    assert look_up(clouds, "203.0.113.9") == ""


def test_a_range_of_ipv6_is_widened_to_a_subscribers_own() -> None:
    networks = Networks(read_network_list(["2001:db8::1/128"], "tor"))

    assert look_up(networks, "2001:db8::ffff") == "tor"
