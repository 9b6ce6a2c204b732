"""The skeleton of a name: two names with one skeleton are taken for each other.

After Unicode TS 39, section 4, and stricter: case, accents, spaces, points and what nobody sees
count for nothing, letters of other alphabets that look like ours are ours, and so are 0 and O,
1, l and I. Not followed: rn and m, which honest names have (Marne and Mame).
"""

from __future__ import annotations

import unicodedata

from marketplace.fold_text import fold

# Capitals that look like another letter than their small ones do, then small ones (2026-11).
CAPITALS = str.maketrans("ΒΗΝΥΧΖВНУ", "bhnyxzbhy")
SMALL = str.maketrans("βηωχγвн01i|", "bnwxybholll")
KEPT = frozenset("&@#%*")  # C&A is not CA


def skeleton(name: str) -> str:
    """Return what is left of a name when all that is easily missed is taken away."""
    folded = fold(name.translate(CAPITALS)).text.translate(SMALL)
    left = "".join(one for one in folded if one in KEPT or _counts(one))
    return left or folded.strip()


def _counts(character: str) -> bool:
    return unicodedata.category(character)[0] in "LNS"
