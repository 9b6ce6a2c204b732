"""Header values that cannot be read: what became of them live, and of the same text elsewhere.

The redirect's server hands over header values of visible ASCII, spaces and tabs. Of any other
(a phone that names its model with a registered-trade-mark sign) it keeps the name and drops the
value. Such a value is UNREADABLE, a word that no request can spell. The site and a replayed log
know the whole text, and say the same word of it: a click finds one verdict, live or replayed.
"""

from __future__ import annotations

import re

UNREADABLE = "\N{REPLACEMENT CHARACTER}"
# Of a visitor whom a log names, whatever their user agent: they are told apart all the same.
UNREADABLE_OF_NAMED = UNREADABLE + " of a named visitor"
_READABLE = re.compile(r"[\t\x20-\x7e]*")
_AROUND = " \t"  # RFC 9110, section 5.5: no part of the value


def as_heard(text: str) -> str:
    """Return a header's value as the redirect would have heard it."""
    return text.strip(_AROUND) if _READABLE.fullmatch(text) else UNREADABLE
