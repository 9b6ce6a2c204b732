"""What kind of place a click came from, by its Referer header. Only host and class are kept.

A host stands for its subdomains too. An entry of a list may go on with a path, as
facebook.com/groups/123 does: a browser that sends whole addresses shows it at shipping, and the
class is all that is kept. Most browsers send only the host to other sites (Referrer Policy, W3C).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urlsplit

from campaigns.clicks.origins.sharing_places import APPS, PLACES, SEARCH_NAMES
from campaigns.clicks.recording.unreadable import UNREADABLE
from marketplace.host_names import to_ascii

DIRECT, SITE, SPAM, EXCHANGE = "", "site", "spam", "exchange"
LONGEST_HOST = 253  # RFC 1035, section 2.3.4, in characters
REMEMBERED = 4096  # referrers
NAME_OF_UNREADABLE = "unreadable"  # it came from somewhere: no missing referrer


class Origin(NamedTuple):
    """Where a click came from: the host in lower case, "" when unknown, and its class."""

    host: str
    kind: str


class Referrers:
    """The classes of referrers; `listed` are entries (host, or host/path) that lists condemn."""

    def __init__(self, listed: Mapping[str, str] | None = None) -> None:
        self._listed = dict(listed or {})
        self._with_path = [entry for entry in self._listed if "/" in entry]
        self.origin: Callable[[str], Origin] = lru_cache(REMEMBERED)(self._origin)

    def _origin(self, referrer: str) -> Origin:
        if referrer == UNREADABLE:
            return Origin(NAME_OF_UNREADABLE, DIRECT)
        try:
            parts = urlsplit(referrer)
            host = (parts.hostname or "")[:LONGEST_HOST]
            host = host if host.isascii() else to_ascii(host)
        except ValueError:
            return Origin("", DIRECT)
        return Origin(host, self._kind(host, parts.path) if host else DIRECT)

    def _kind(self, host: str, path: str) -> str:
        return (
            self._condemned_path(host, path)
            or next((self._listed[name] for name in names(host) if name in self._listed), "")
            or APPS.get(host)
            or next((PLACES[name] for name in names(host) if name in PLACES), "")
            or by_name(host)
        )

    def _condemned_path(self, host: str, path: str) -> str:
        whole = path.rstrip("/").lower() + "/"
        for entry in self._with_path:
            place, _, rest = entry.partition("/")
            if whole.startswith(f"/{rest}/") and place in names(host):
                return self._listed[entry]
        return ""


def names(host: str) -> Iterator[str]:
    """Yield a host and the domains above it: l.facebook.com, facebook.com, com."""
    rest = host
    while rest:
        yield rest
        rest = rest.partition(".")[2]


def by_name(host: str) -> str:
    """Return the class of a host that no list has: search engines have a domain a country."""
    labels = host.split(".")
    if labels[0] in {"mail", "webmail"}:
        return "mail"
    return "search" if SEARCH_NAMES.intersection(labels[:-1]) else SITE
