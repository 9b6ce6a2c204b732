"""Fold text: without case, accents, invisible characters and look-alikes of other alphabets.

Where each character came from is kept.
"""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

TYPED = {"’": "'", "\u00a0": " ", "\u202f": " "}
# Letters that look like ours and that no normal form makes ours (Unicode TS 39, confusables): the
# Cyrillic and Greek ones, small capitals.
LOOK_ALIKES = dict(
    zip("асеіјкоруѕтхһԛүмνιοκρτυαεϲᴀʙᴄᴅᴇɢʜɪᴊᴋʟᴍɴᴏᴘǫʀꜱᴛᴜᴠᴡʏᴢ",
        "aceijkopystxhqymviokptuaecabcdeghijklmnopqrstuvwyz", strict=True)
)  # fmt: skip
# Letters in boxes and flags: the first of an alphabet of 26 each.
BOXED = (0x1F150, 0x1F170, 0x1F1E6)
LETTERS = 26


class Folded(NamedTuple):
    """`origin[i]` is where character i of `text` stood in the original."""

    text: str
    origin: list[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where a piece of the folded text stood in the original."""
        return self.origin[start], self.origin[end - 1] + 1


def fold(original: str) -> Folded:
    """Return `original` in lower case, without accents and invisible characters."""
    folded: list[str] = []
    origin: list[int] = []
    for position, character in enumerate(original):
        for plain in _plain(character):
            folded.append(plain)
            origin.append(position)
    return Folded("".join(folded), origin)


def _plain(character: str) -> str:
    typed = _unboxed(TYPED.get(character, LOOK_ALIKES.get(character, character)))
    parts = unicodedata.normalize("NFKD", typed).casefold()
    return "".join(LOOK_ALIKES.get(part, part) for part in parts if _is_seen(part))


def _is_seen(character: str) -> bool:
    return unicodedata.category(character) not in {"Cf", "Mn", "Me"}


def _unboxed(character: str) -> str:
    for first in BOXED:
        if first <= ord(character) < first + LETTERS:
            return chr(ord("a") + ord(character) - first)
    return character
