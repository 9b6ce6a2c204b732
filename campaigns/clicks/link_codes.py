"""The code in what somebody typed, pasted or tapped: apps copy links with what followed them.

A code is seven letters or digits, then the end or anything that is neither: `7Kq2mWx`, and
`7Kq2mWx.` at the end of a sentence. A `+` right behind it asks who pays for the link, unless it
stands for the space before another word.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_ASKED = re.compile(r"/*([A-Za-z0-9]{7})(?![A-Za-z0-9])(\+(?![A-Za-z0-9]))?")


class Asked(NamedTuple):
    """A code, and whether somebody only asks who pays for it."""

    code: str
    who_pays: bool


def read_asked(path: str) -> Asked | None:
    """Return what a path asks for; None when it holds no code."""
    found = _ASKED.match(path)
    return Asked(found[1], found[2] is not None) if found else None
