"""What can be seen of a text: characters that show nothing, and names that hold only such.

Unicode Technical Reports 36 (section 2.5) and 39, Unicode Annex 31: format characters belong into a
word only where its script joins letters by them, or where pictures are joined.
"""

from __future__ import annotations

import re
import unicodedata

# Letters, signs and marks that are drawn as nothing: fillers of Hangul and Khmer, the empty Braille
# pattern, joiners and selectors of Mongolian.
BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0") | frozenset(
    map(chr, range(0x180B, 0x1810))
)
DIRECTIONS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
JOINERS = frozenset("\u200c\u200d")
# Scripts whose words need joiners (Unicode Annex 31, section 2.3).
JOINED = frozenset({
    "ARABIC", "SYRIAC", "MONGOLIAN", "DEVANAGARI", "BENGALI", "GURMUKHI", "GUJARATI", "ORIYA",
    "TAMIL", "TELUGU", "KANNADA", "MALAYALAM", "SINHALA", "KHMER", "MYANMAR", "TIBETAN",
})  # fmt: skip
# Signs of Arabic, Syriac and Kaithi that stand before numbers: format characters that are drawn.
DRAWN = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd")
VIRAMA = 9
PICTURES = range(0x1F000, 0x1FB00)  # emoji, of whatever version of Unicode
MOST_MARKS = 4  # on one letter; beyond that they cover the lines above and below


def without_directions(text: str) -> str:
    """Return prose without the marks that turn the direction of what follows."""
    return DIRECTIONS.sub("", text)


def is_visible(text: str) -> bool:
    """Whether there is a letter, a digit, a sign or a picture in `text`."""
    return any(_shows(character) for character in text)


def without_unseen(text: str) -> str:
    """Return what strangers wrote without the characters that nobody sees."""
    return "".join(one for at, one in enumerate(text) if not _is_unseen(text, at))


def unseen_at(text: str) -> int | None:
    """Return where a character stands that nobody sees, None when there is none."""
    return next((at for at in range(len(text)) if _is_unseen(text, at)), None)


def loose_mark_at(text: str) -> int | None:
    """Return where an accent stands on no letter, or one too many; None when none does."""
    marks, has_letter = 0, False
    for at, character in enumerate(text):
        is_mark = unicodedata.category(character)[0] == "M"
        marks = marks + 1 if is_mark else 0
        if marks > MOST_MARKS or (is_mark and not has_letter):
            return at
        has_letter = is_mark or not character.isspace()
    return None


def _shows(character: str) -> bool:
    if character in BLANK:
        return False
    return unicodedata.category(character)[0] in "LNPS" or ord(character) in PICTURES


def _is_unseen(text: str, at: int) -> bool:
    character = text[at]
    if character in BLANK:
        return True
    if character in JOINERS:
        return not _joins(text, at)
    kind = unicodedata.category(character)
    if kind == "Cn":
        return ord(character) not in PICTURES
    return kind in {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"} and character not in DRAWN


def _joins(text: str, at: int) -> bool:
    """Whether a joiner stands between letters of a script that needs it, or between pictures.

    After a virama (combining class 9) it shapes the letter before it, at the end of a word too.
    """
    near = text[max(at - MOST_MARKS - 1, 0) : at]
    before = next((c for c in reversed(near) if unicodedata.category(c)[0] != "M"), "")
    after = text[at + 1 : at + 2]
    if text[at] == "\u200d" and at and unicodedata.combining(text[at - 1]) == VIRAMA:
        return _script(before) in JOINED
    if not before or not after:
        return False
    if text[at] == "\u200d" and _is_picture(before) and _is_picture(after):
        return True
    return _script(before) in JOINED and _script(after) in JOINED


def _is_picture(character: str) -> bool:
    return ord(character) in PICTURES or unicodedata.category(character) == "So"


def _script(character: str) -> str:
    return unicodedata.name(character, "").partition(" ")[0]
