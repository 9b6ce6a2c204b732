"""Check the words of a message: what must be there, and what asks for clicks or hides the label."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypedDict

from campaigns.disclosure import disclosure_policy, incitement
from marketplace.fold_text import Folded, fold

# An address with a scheme, with www, or a bare one with a path (franc.example/x).
LINKS = (r"https?://\S+|\bwww\.\S+|\b[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}/\S*",)

BREAK = re.compile(r"[\s-]+")
MARK = re.compile(r"[%‰€$!?:;,.«»&/+]")
AROUND_MARKS = re.compile(rf"\s*({MARK.pattern})\s*")
PIECES = re.compile(rf"{BREAK.pattern}|{MARK.pattern}|[^\s%‰€$!?:;,.«»&/+-]+")
# Nothing of a space is given back: what follows never begins with one.
GAP, LOOSE = r"[\s-]++", r"\s*+"


class Problem(TypedDict):
    """What is wrong and where: offsets into the message; start == end when words are missing."""

    code: str
    start: int
    end: int
    word: str


def check_message(
    body: str, required_words: Iterable[str], forbidden_words: Iterable[str] = ()
) -> list[Problem]:
    """Return what keeps `body` from being accepted, in the order of the text.

    Codes: `missing` (a required word), `incitement` (asks for clicks), `hiding` (denies the
    label), `link` (a link of one's own: the personal link is added by Franc), `forbidden` (a
    word that the brand does not want to stand beside its name).
    """
    folded = fold(body)
    found = [
        *_inciting(body),
        *_matches("hiding", disclosure_policy.HIDING, body, folded),
        *_matches("link", LINKS, body, folded),
        *_matches("forbidden", _whole(forbidden_words), body, folded),
    ]
    return [*sorted(found, key=lambda one: one["start"]), *_missing(folded.text, required_words)]


def _inciting(body: str) -> list[Problem]:
    return [
        Problem(code="incitement", start=one.start, end=one.end, word=one.words)
        for one in incitement.find_incitement(body)
    ]


def _matches(code: str, patterns: Iterable[str], body: str, folded: Folded) -> Iterable[Problem]:
    for pattern in patterns:
        for match in re.finditer(pattern, folded.text):
            start, end = folded.span(match.start(), match.end())
            yield Problem(code=code, start=start, end=end, word=body[start:end])


def _missing(folded: str, required_words: Iterable[str]) -> list[Problem]:
    return [
        Problem(code="missing", start=0, end=0, word=word)
        for word in required_words
        if not all(re.search(pattern, folded) for pattern in _whole([word]))
    ]


def _whole(words: Iterable[str]) -> list[str]:
    """Return patterns that match these words, folded, and not as parts of others."""
    plain = [fold(word).text.strip() for word in words]
    return [f"{_edge(word[0], '<')}{_spaced(word)}{_edge(word[-1])}" for word in plain if word]


def _edge(end: str, side: str = "") -> str:
    """A word is whole where no letter or digit goes on; a sign is, wherever it stands."""
    return rf"(?{side}!\w)" if end.isalnum() or end == "_" else ""


def _spaced(word: str) -> str:
    """Return a pattern of `word` however it is spaced.

    A space or a hyphen is either; before % and points, where French has a space and English none,
    both are right, and so inside quotation marks.
    """
    pieces = PIECES.findall(AROUND_MARKS.sub(r"\1", word))
    pattern, before = "", ""
    for piece in pieces:
        if BREAK.fullmatch(piece):
            pattern += GAP
        else:
            pattern += _loose(before, piece) + re.escape(piece)
        before = piece
    return pattern


def _loose(before: str, piece: str) -> str:
    """Return the space that may stand between two pieces, none of which is a space."""
    is_beside_mark = MARK.fullmatch(before) or MARK.fullmatch(piece)
    return LOOSE if before and is_beside_mark and not BREAK.fullmatch(before) else ""
