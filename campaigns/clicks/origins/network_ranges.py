"""Which class of network an address is in: sorted ranges and one bisection.

A table is two arrays a family: where each stretch of addresses begins, and its class until the next
begins. IPv4 addresses are whole numbers of 32 bits; of IPv6 the first 64 bits count, for the rest
is one subscriber's own (RFC 4291, section 2.5.1; RFC 6177). 400,000 ranges take 5 MB.
"""

from __future__ import annotations

import struct
import zlib
from array import array
from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

# Where several are said the last one counts: lists of VPN providers hold whole data centres too,
# and those that the clouds publish of themselves are better; a private relay is exempt.
CLASSES = ("", "vpn", "datacentre", "tor", "relay")
LENGTH_OF_IPV4 = 4  # bytes
BITS = {4: 32, 6: 64}
TYPES = {4: "I", 6: "Q"}


class Range(NamedTuple):
    """Addresses of a family (4 or 6), `first` and `last` included, and their class by number."""

    family: int
    first: int
    last: int
    kind: int


class Stretches(NamedTuple):
    """`kinds[i]` holds from `starts[i]` on, until the next begins."""

    starts: array[int]
    kinds: bytes


class Networks:
    """A table that can be asked."""

    def __init__(self, ranges: Iterable[Range] = ()) -> None:
        kept = list(ranges)
        self._of_family = {family: _flatten(family, kept) for family in BITS}

    def look_up(self, address: bytes) -> str:
        """Return the class of a packed address of 4 or 16 bytes, "" when no list has it."""
        if len(address) == LENGTH_OF_IPV4:
            starts, kinds = self._of_family[4]
            found = bisect_right(starts, int.from_bytes(address))
        else:
            starts, kinds = self._of_family[6]
            found = bisect_right(starts, int.from_bytes(address[:8]))
        return CLASSES[kinds[found - 1]] if found else ""


def pack(ranges: Iterable[Range]) -> bytes:
    """Return ranges as they are stored: compressed records."""
    return zlib.compress(b"".join(_RECORD.pack(*one) for one in ranges), level=9)


def unpack(stored: bytes) -> Iterable[Range]:
    """Return what `pack` stored."""
    return (Range(*one) for one in _RECORD.iter_unpack(zlib.decompress(stored)))


_RECORD = struct.Struct("!BQQB")


def _flatten(family: int, ranges: Iterable[Range]) -> Stretches:
    """Return the stretches of a family: at each address the class that counts most."""
    changes: list[tuple[int, int, int]] = []  # address, class, one more or one less
    for one in ranges:
        if one.family == family:
            changes += [(one.first, one.kind, 1), (one.last + 1, one.kind, -1)]
    changes.sort()
    open_ranges = [0] * len(CLASSES)
    starts, kinds = array(TYPES[family]), bytearray()
    beyond = 1 << BITS[family]
    for number, (at, kind, more) in enumerate(changes):
        open_ranges[kind] += more
        is_last = number + 1 == len(changes) or changes[number + 1][0] != at
        now = max((k for k, count in enumerate(open_ranges) if count), default=0)
        if is_last and at < beyond and (not kinds or kinds[-1] != now):
            starts.append(at)
            kinds.append(now)
    return Stretches(starts, bytes(kinds))
