"""Find words that ask for clicks, however they are written.

c l i q u e z, cl1qu3z, ｃｌｉｑｕｅｚ, CLIQUEEEZ, c🔥l🔥i🔥q🔥u🔥e🔥z and сliquеz with Cyrillic
letters are one word: each letter of a phrase matches what stands for it, several times over, with
up to three signs or spaces in between.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

import re2

from campaigns.disclosure.inciting_words import PHRASES, WEIGHTS, Phrase
from marketplace.fold_text import Folded, fold

HIGHEST = 3
# What is written for a letter, folded; in a class of a regular expression.
LEET = {
    "a": "a4@", "b": "b8", "c": "ck", "e": "e3", "g": "g9", "i": "i1!|y", "k": "kc", "l": "l1|",
    "o": "o0", "q": "qk", "s": "s5$", "t": "t7+", "u": "uv", "z": "z2",
}  # fmt: skip
INSIDE = r"[^a-z0-9\n]{0,3}"  # between the letters of a word
BETWEEN = r"[^a-z0-9]*"  # between words: they may be written together
SOME_WORDS = r"(?:[^a-z0-9]+[a-z0-9']+){0,3}?"
WORD = re.compile(r"[a-z0-9]+")


class Inciting(NamedTuple):
    """Words that incite: where they stand, what kind they are (inciting_words.py), as written."""

    start: int
    end: int
    code: str
    words: str


def find_incitement(text: str) -> list[Inciting]:
    """Return what asks for clicks in `text`, in its order; of what overlaps, the longest."""
    folded = fold(text)
    plain = _plain(folded.text)
    found = [one for phrase in PHRASES for one in _matches(phrase, folded, plain, text)]
    kept: list[Inciting] = []
    for one in sorted(found, key=lambda one: (one.start - one.end, -WEIGHTS[one.code])):
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return sorted(kept)


def score(text: str) -> int:
    """Return how much `text` incites, from 0 (not at all) to 3.

    It is the weight of the weightiest kind found, and one more for every other kind.
    """
    codes = {one.code for one in find_incitement(text)}
    if not codes:
        return 0
    return min(HIGHEST, max(WEIGHTS[code] for code in codes) + len(codes) - 1)


def _plain(text: str) -> bytes:
    """A byte for each character, so that positions are the same."""
    return text.replace("€", "e").encode("latin-1", "replace")


def _matches(phrase: Phrase, folded: Folded, plain: bytes, text: str) -> Iterator[Inciting]:
    for first, last in _spans(phrase.words, plain):
        before = WORD.findall(folded.text[:first])[-1:]
        after = WORD.findall(folded.text[last:])[:2]
        if phrase.unless_after.isdisjoint(before) and phrase.unless_before.isdisjoint(after):
            start, end = folded.span(first, last)
            yield Inciting(start, end, phrase.code, text[start:end])


def _spans(words: str, plain: bytes) -> Iterator[tuple[int, int]]:
    start = 0
    while match := _pattern(words).search(plain, start):
        yield match.span(1)
        start = match.end(1)


@lru_cache(maxsize=256)
def _pattern(words: str) -> Any:
    """RE2 takes linear time, whatever a stranger writes; it has no looks ahead or behind."""
    pattern = ""
    for word in words.split():
        gap = BETWEEN if pattern else ""
        if word == "..":
            pattern += SOME_WORDS
        elif word.endswith("?"):
            pattern += f"(?:{gap}{_either(word[:-1])})?"
        else:
            pattern += gap + _either(word)
    options = re2.Options()
    options.encoding = re2.Options.Encoding.LATIN1
    options.max_mem = 64 << 20
    return re2.compile(rf"(?:\A|[^a-z0-9])({pattern})(?:[^a-z0-9]|\z)".encode("latin-1"), options)


def _either(words: str) -> str:
    return f"(?:{'|'.join(_spelt(word) for word in words.split('|'))})"


def _spelt(word: str) -> str:
    return INSIDE.join(_letter(letter) for letter in word)


def _letter(letter: str) -> str:
    one = f"[{re.escape(LEET.get(letter, letter))}]"
    return f"{one}(?:{INSIDE}{one})*"
