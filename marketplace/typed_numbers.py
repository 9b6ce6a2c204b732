"""Numbers as people type them: which signs set thousands apart, and which no reader may guess.

Spaces of every width and apostrophes set thousands apart everywhere; a dot or a comma does so in
one language and begins the decimals in another. Groups have three digits. Only the digits 0 to 9
are read.
"""

from __future__ import annotations

import re

from marketplace.pasted_codes import without_unseen

SPACES = " \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
# At most ten digits in one piece: nobody types more, and larger integers cost time to make.
PLAIN = "[0-9]{1,10}"
# Every sign of one number is the same kind: "1 234.567" has a decimal part, no third group.
SPACED = rf"[1-9][0-9]{{0,2}}(?:[{SPACES}][0-9]{{3}}){{1,3}}"
APOSTROPHED = r"[1-9][0-9]{0,2}(?:['\u2019][0-9]{3}){1,3}"
DOTTED = r"[1-9][0-9]{0,2}(?:\.[0-9]{3}){1,3}"
COMMAED = r"[1-9][0-9]{0,2}(?:,[0-9]{3}){1,3}"

_WHOLE = re.compile(f"{PLAIN}|{SPACED}|{APOSTROPHED}|{DOTTED}|{COMMAED}")
_NO_DIGITS = re.compile("[^0-9]")


class NotANumber(ValueError):
    """The text is not one whole number."""


def parse_whole_number(text: str) -> int:
    """Return the number of a count as people type it: "1200", "1 200", "1.200", "1,200".

    A count has no decimals, so a dot or a comma before three digits sets thousands apart. Raises
    NotANumber for anything else ("12k", "1.5", "1 2", "-3").
    """
    typed = without_unseen(text)
    if not _WHOLE.fullmatch(typed):
        raise NotANumber(text)
    return int(_NO_DIGITS.sub("", typed))
