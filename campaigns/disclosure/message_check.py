"""Check the words of a message: what must be there, and what asks for clicks or hides the label."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import TypedDict

from campaigns.disclosure import policy

# An address with a scheme, with www, or a bare one with a path (franc.example/x).
LINKS = (r"https?://\S+|\bwww\.\S+|\b[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}/\S*",)
TYPED = {"’": "'", "\u00a0": " ", "\u202f": " "}


class Finding(TypedDict):
    """What is wrong and where: offsets into the message; start == end when words are missing."""

    code: str
    start: int
    end: int
    word: str


def check(
    body: str, required_words: Iterable[str], forbidden_words: Iterable[str] = ()
) -> list[Finding]:
    """Return what keeps `body` from being accepted, in the order of the text.

    Codes: `missing` (a required word), `incitement` (asks for clicks), `hiding` (denies the
    label), `link` (a link of one's own: the personal link is added by Franc), `forbidden` (a
    word that the brand does not want to stand beside its name).
    """
    folded, origin = _fold(body)
    found = [
        *_matches("incitement", policy.INCITEMENT, body, folded, origin),
        *_matches("hiding", policy.HIDING, body, folded, origin),
        *_matches("link", LINKS, body, folded, origin),
        *_matches("forbidden", _whole(forbidden_words), body, folded, origin),
    ]
    return [*sorted(found, key=lambda one: one["start"]), *_missing(folded, required_words)]


def _matches(
    code: str, patterns: Iterable[str], body: str, folded: str, origin: Sequence[int]
) -> Iterable[Finding]:
    for pattern in patterns:
        for match in re.finditer(pattern, folded):
            start, end = origin[match.start()], origin[match.end() - 1] + 1
            yield Finding(code=code, start=start, end=end, word=body[start:end])


def _missing(folded: str, required_words: Iterable[str]) -> list[Finding]:
    return [
        Finding(code="missing", start=0, end=0, word=word)
        for word in required_words
        if not all(re.search(pattern, folded) for pattern in _whole([word]))
    ]


def _whole(words: Iterable[str]) -> list[str]:
    """Return patterns that match these words, folded, and not as parts of others."""
    plain = [_fold(word)[0].strip() for word in words]
    return [rf"(?<!\w){re.escape(word)}(?!\w)" for word in plain if word]


def _fold(text: str) -> tuple[str, list[int]]:
    """Return `text` without case, accents, invisible characters and typographic apostrophes,

    and where each character came from.
    """
    folded: list[str] = []
    origin: list[int] = []
    for position, character in enumerate(text):
        typed = TYPED.get(character, character)
        for plain in unicodedata.normalize("NFKD", typed).casefold():
            if not unicodedata.combining(plain) and unicodedata.category(plain) != "Cf":
                folded.append(plain)
                origin.append(position)
    return "".join(folded), origin
