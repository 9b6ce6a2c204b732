"""Who clicks: a device, an address, languages and a country. Carriers and campuses share them.

Addresses are of ranges kept for benchmarks and documentation (RFC 2544, RFC 3849).
"""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.traffic.columns import Bools, Ints
from bench.traffic.devices import Device, machines, people, weights
from bench.traffic.parameters import Parameters

BENCHMARKS = int(ipaddress.IPv4Address("198.18.0.0"))  # a /15
V4_ADDRESSES = 1 << 17
DOCUMENTATION = int(ipaddress.IPv6Address("2001:db8::"))  # a /32
HOMES_V6 = 1 << 30  # /62 each
SHARED = (10, 26)  # people behind one key, the second excluded
LANGUAGES = (
    ("fr-FR,fr;q=0.9", 0.40), ("fr-FR,fr;q=0.9,en-US;q=0.8,en;q=0.7", 0.30), ("fr", 0.10),
    ("fr-FR", 0.06), ("en-US,en;q=0.9,fr;q=0.8", 0.06), ("en-GB,en;q=0.9", 0.04),
    ("ar,fr;q=0.8", 0.02), ("pt-PT,pt;q=0.9,fr;q=0.8", 0.02),
)  # fmt: skip
ABROAD = ("BE", "CH", "CA", "MA", "DE", "GB", "SN", "DZ")


@dataclass
class Visitors:
    """Everybody who can click, by row number; rows are added as the story needs them."""

    rng: np.random.Generator
    parameters: Parameters
    devices: list[Device] = field(default_factory=people)
    device: Ints = field(default_factory=lambda: np.empty(0, np.int64))
    language: Ints = field(default_factory=lambda: np.empty(0, np.int64))
    country: Ints = field(default_factory=lambda: np.empty(0, np.int64))
    ipv6: Bools = field(default_factory=lambda: np.empty(0, np.bool_))
    place: Ints = field(default_factory=lambda: np.empty(0, np.int64))

    def __post_init__(self) -> None:
        self.common = weights(self.devices)
        bots, previews = machines()
        self.bots = len(self.devices) + np.arange(len(bots))
        self.previews = self.bots[-1] + 1 + np.arange(len(previews))
        self.preview_weights = weights(previews)
        self.devices = [*self.devices, *bots, *previews]

    def __len__(self) -> int:
        return len(self.device)

    def add(self, count: int, device: Ints | None = None) -> Ints:
        """Add visitors with addresses of their own; return their rows."""
        rng, first = self.rng, len(self)
        if device is None:
            device = rng.choice(len(self.common), count, p=self.common)
        ipv6 = rng.random(count) < self.parameters.ipv6
        abroad = rng.random(count) < self.parameters.abroad
        where = 1 + rng.integers(len(ABROAD), size=count)
        self._append(
            device=device,
            language=rng.choice(len(LANGUAGES), count, p=[share for _, share in LANGUAGES]),
            country=np.where(abroad, where, 0),
            ipv6=ipv6,
            place=np.where(
                ipv6, rng.integers(HOMES_V6, size=count), rng.integers(V4_ADDRESSES, size=count)
            ),
        )
        return np.arange(first, first + count)

    def put_behind_one_key(self, communities: list[Ints]) -> None:
        """Let a share of people look the same to us, 10 to 25 of them at a time.

        Half of these crowds are campuses (one community), half carriers (anybody). Everybody of a
        crowd holds the same device.
        """
        everybody = np.concatenate(communities)
        left = self.parameters.nat * len(everybody)
        while left > 0:
            among = everybody
            if self.rng.random() < 0.5:
                among = communities[self.rng.integers(len(communities))]
            size = min(int(self.rng.integers(*SHARED)), len(among))
            crowd = self.rng.choice(among, size, False)
            for column in (self.device, self.place, self.ipv6, self.country):
                column[crowd] = column[crowd[0]]
            self.ipv6[crowd] = False
            self.place[crowd] %= V4_ADDRESSES
            left -= len(crowd)

    def address(self, row: int, day: int) -> str:
        """Return the address of a visitor on a day: the last half of IPv6 changes every day."""
        place = int(self.place[row])
        if not self.ipv6[row]:
            return str(ipaddress.IPv4Address(BENCHMARKS + place))
        home = DOCUMENTATION | place << 66
        lower = (
            place * 0x9E3779B97F4A7C15 ^ (row + 1) * 0xC2B2AE3D27D4EB4F ^ day * 0x165667B19E3779F9
        )
        return str(ipaddress.IPv6Address(home | lower & (1 << 64) - 1))

    def _append(self, **columns: NDArray[Any]) -> None:
        for name, values in columns.items():
            setattr(self, name, np.concatenate([getattr(self, name), values]))
