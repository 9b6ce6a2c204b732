"""What is written down of a click at the redirect: one JSON array a line, in the spool alone.

The address comes last, so that the beginning of a damaged line can be shown without it.
"""

from __future__ import annotations

from typing import Annotated

import msgspec

# Longest kept, in characters: the visitor chooses these texts, the disk is ours.
METHOD = 16
PURPOSE = 64
USER_AGENT = 1024
REFERRER = 1024
LANGUAGES = 256
ADDRESS = 64

Key = Annotated[int, msgspec.Meta(ge=1, le=(1 << 63) - 1)]


class Record(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """A click as the redirect got it. Texts are raw and cut to the lengths above, "" when absent,
    and of headers that nobody can read UNREADABLE (unreadable.py).

    `id` is a UUIDv7 whose milliseconds are the time of the click (UTC); `purpose` is the first
    of Sec-Purpose, Purpose, X-Purpose and X-Moz; `address` may carry a port, "[::1]:4242".
    """

    id: str
    link_id: Key
    claim_id: Key
    method: str
    purpose: str
    user_agent: str
    referrer: str
    languages: str
    address: str


encode_lines = msgspec.json.Encoder().encode_lines
decode = msgspec.json.Decoder(Record).decode
