"""Read a list of referrers: `host`, `host/path` or either with its class, one a line.

`spammer.example`, `facebook.com/groups/123,exchange`. A scheme and `www.` are left out; `#` begins
a comment.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterable

from campaigns.clicks.origins.bad_lines import BadLines
from campaigns.clicks.origins.refuse_too_broad import refuse_broad_host
from marketplace.host_names import NotAHost, to_ascii

KINDS = ("spam", "exchange")
PLACE = re.compile(r"(?:https?://)?(?:www\.)?([^\s/?#,:@]+)(/[^\s?#,]*)?")
HOST = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*")


def read_referrer_list(lines: Iterable[str], kind: str = "") -> dict[str, str]:
    """Return the class of each entry. `kind` is that of lines that do not say theirs.

    Raises BadLines with the number of every line that makes no sense or names too much.
    """
    found: dict[str, str] = {}
    wrong: dict[int, str] = {}
    for number, line in enumerate(lines, start=1):
        text = line.partition("#")[0].strip().lower()
        try:
            if text:
                found |= _entry(text, kind)
        except ValueError as error:
            wrong[number] = str(error)
    if wrong:
        raise BadLines(wrong)
    return found


def pack(entries: dict[str, str]) -> bytes:
    """Return entries as they are stored."""
    return zlib.compress(json.dumps(entries, sort_keys=True).encode(), level=9)


def unpack(stored: bytes) -> dict[str, str]:
    """Return what `pack` stored."""
    entries: dict[str, str] = json.loads(zlib.decompress(stored))
    return entries


def _entry(text: str, kind: str) -> dict[str, str]:
    place, _, said = text.partition(",")
    chosen = said.strip() or kind
    match = PLACE.fullmatch(place.strip())
    host, path = (_host(match[1]), (match[2] or "").rstrip("/")) if match else ("", "")
    if not HOST.fullmatch(host):
        raise ValueError(f"{place!r} is no host, and no host with a path")
    if not path:
        refuse_broad_host(host)
    if chosen not in KINDS:
        raise ValueError(f"{text!r} does not say its class, one of: {', '.join(KINDS)}")
    return {host + path: chosen}


def _host(typed: str) -> str:
    """Return a host as referrers name it, in ASCII."""
    try:
        return to_ascii(typed)
    except NotAHost:
        return ""
