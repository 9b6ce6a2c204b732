"""Fold text: without case, accents, invisible characters and look-alikes of other alphabets.

Where each character came from is kept. What is typed in two ways is one: `cœur` and `coeur`,
`l’été` and `l'ete`, letters with their accent in one character or in two.
"""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

# What keyboards and editors write in different ways.
TYPED = {
    **dict.fromkeys("‘’‛ʼʹ′´`＇", "'"),
    **dict.fromkeys("‐‑‒–—―−﹣－", "-"),
    **dict.fromkeys("\u00a0\u2007\u2009\u200a\u202f\u2002\u2003\u2005\u2006\u2008\u3000", " "),
}
# Letters that no normal form takes apart, as those who have not got them write them (Unicode CLDR,
# Latin-ASCII).
TAKEN_APART = {
    "œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ŧ": "t",
    "ŋ": "ng", "ĸ": "k", "ƒ": "f", "ɨ": "i", "ɓ": "b", "ɗ": "d", "ə": "e",
}  # fmt: skip
# Letters that look like ours and that no normal form makes ours (Unicode TS 39, confusables, looked
# up in 2026-11): the Cyrillic, Greek and Armenian ones, those of phonetics, small capitals.
LOOK_ALIKES = dict(
    zip("асеіјкоруѕтхһԛүмνιοκρτυαεϲᴀʙᴄᴅᴇɢʜɪᴊᴋʟᴍɴᴏᴘǫʀꜱᴛᴜᴠᴡʏᴢӏԁԝѵɑɡʋɯօսհցզı",
        "aceijkopystxhqymviokptuaecabcdeghijklmnopqrstuvwyzldwvagvwouhgqi", strict=True)
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


def looks_like_another(text: str) -> bool:
    """Whether `text` has letters of ours that are not, and nothing else beyond ASCII."""
    has_one = any(letter in LOOK_ALIKES for letter in unicodedata.normalize("NFKD", text.lower()))
    return has_one and fold(text).text.isascii()


def _plain(character: str) -> str:
    typed = _unboxed(TYPED.get(character, LOOK_ALIKES.get(character, character)))
    parts = unicodedata.normalize("NFKD", typed).casefold()
    return "".join(_letter(part) for part in parts if _is_seen(part))


def _letter(part: str) -> str:
    return LOOK_ALIKES.get(part) or TAKEN_APART.get(part, part)


def _is_seen(character: str) -> bool:
    return unicodedata.category(character) not in {"Cf", "Mn", "Me"}


def _unboxed(character: str) -> str:
    for first in BOXED:
        if first <= ord(character) < first + LETTERS:
            return chr(ord("a") + ord(character) - first)
    return character
