"""Colour profiles made by hand (ICC.1:2022): three primaries, or grey, and a curve."""

from __future__ import annotations

import struct

D50 = (0.9642, 1.0, 0.8249)
# Display P3: its primaries, seen by the light of D50.
P3 = ((0.51512, 0.24120, -0.00105), (0.29198, 0.69225, 0.04189), (0.15710, 0.06657, 0.78407))
SRGB_CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)


def display_p3() -> bytes:
    curve = _parametric(3, SRGB_CURVE)
    primaries = dict(zip((b"rXYZ", b"gXYZ", b"bXYZ"), map(_xyz, P3), strict=True))
    return _profile(b"RGB ", {**primaries, b"rTRC": curve, b"gTRC": curve, b"bTRC": curve})


def grey(gamma: float) -> bytes:
    return _profile(b"GRAY", {b"kTRC": _parametric(0, (gamma,))})


def _profile(space: bytes, tags: dict[bytes, bytes]) -> bytes:
    named = b"mluc" + bytes(4) + struct.pack(">II2s2sII", 1, 12, b"en", b"US", 2, 28) + b"\0x"
    tags = {b"desc": named, b"cprt": named, b"wtpt": _xyz(D50), **tags}
    table, data = struct.pack(">I", len(tags)), b""
    begins = 128 + 4 + 12 * len(tags)
    for name, value in tags.items():
        table += name + struct.pack(">II", begins + len(data), len(value))
        data += value + bytes(-len(value) % 4)
    head = struct.pack(">I4sI4s4s4s", begins + len(data), bytes(4), 0x04300000, b"mntr", space,
                       b"XYZ ")  # fmt: skip
    head += bytes(12) + b"acsp" + bytes(28) + b"".join(map(_fixed, D50))
    return head.ljust(128, b"\0") + table + data


def _xyz(values: tuple[float, float, float]) -> bytes:
    return b"XYZ " + bytes(4) + b"".join(map(_fixed, values))


def _parametric(kind: int, values: tuple[float, ...]) -> bytes:
    return b"para" + bytes(4) + struct.pack(">HH", kind, 0) + b"".join(map(_fixed, values))


def _fixed(value: float) -> bytes:
    return struct.pack(">i", round(value * 65536))
