"""Addresses as the redirect wrote them down: packed for the visitor's keys, cut for keeping."""

from __future__ import annotations

import socket

IPV4_IN_IPV6 = bytes(10) + b"\xff\xff"  # RFC 4291, section 2.5.5.2
LENGTH_OF_IPV4 = 4  # bytes


def packed(address: str) -> bytes | None:
    """Return the 4 or 16 bytes of an address without its port and zone; None when it is none.

    IPv4 inside IPv6 is IPv4.
    """
    host = _without_port(address)
    try:
        if ":" not in host:
            return socket.inet_pton(socket.AF_INET, host)
        whole = socket.inet_pton(socket.AF_INET6, host.partition("%")[0])
    except (OSError, ValueError):
        return None
    return whole.removeprefix(IPV4_IN_IPV6)


def prefix(address: bytes) -> str:
    """Return the /24 or /48 that a packed address is in."""
    if len(address) == LENGTH_OF_IPV4:
        return f"{address[0]}.{address[1]}.{address[2]}.0/24"
    return socket.inet_ntop(socket.AF_INET6, address[:6] + bytes(10)) + "/48"


def _without_port(address: str) -> str:
    """Return 203.0.113.9 for 203.0.113.9:4242, and 2001:db8::1 for [2001:db8::1]:4242."""
    if address.startswith("["):
        return address[1:].partition("]")[0]
    host, _, port = address.rpartition(":")
    return host if port and "." in host and ":" not in host else address
