"""Fetch a page that a stranger named: a landing page, a proof in a profile.

Every hop is read strictly, its name looked up once, all its addresses checked, and the connection
made to an address that was checked, so that a second answer of the DNS changes nothing. Redirects
are followed by hand and checked alike. No cookies, no proxy of the environment. Why so, and what
other libraries do: docs/decisions/0009-guarded-fetch.md.
"""

from __future__ import annotations

import http.client
import ssl
from dataclasses import dataclass, field
from urllib.parse import urljoin

from urllib3.exceptions import HTTPError
from urllib3.response import BaseHTTPResponse

from marketplace.fetching.addresses import Address, plain
from marketplace.fetching.hop import Deadline, ask
from marketplace.fetching.refusing import FetchRefused, Reason, words
from marketplace.fetching.resolving import Resolve, resolve
from marketplace.fetching.target import Rule, Target, target

__all__ = ["FetchRefused", "Fetcher", "Page", "Reason", "fetch", "words"]

MOST_REDIRECTS = 3
PIECE = 64 * 1024  # bytes
LEADS_ON = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True)
class Page:
    """What was found; `url` is the last hop, `body` is decompressed."""

    status: int
    content_type: str
    body: bytes
    url: str


@dataclass(frozen=True)
class Fetcher:
    """A fetch whose resolver, rule and trust can be others: tests have only loopback."""

    resolve: Resolve = resolve
    rule: Rule = field(default_factory=Rule)
    trust: ssl.SSLContext = field(default_factory=ssl.create_default_context)

    def fetch(self, url: str, *, most_bytes: int, seconds: float) -> Page:
        deadline = Deadline(seconds)
        try:
            for _hop in range(MOST_REDIRECTS + 1):
                found = self._hop(url, most_bytes, deadline)
                if isinstance(found, Page):
                    return found
                url = found
        finally:
            deadline.close()
        raise FetchRefused(Reason.REDIRECTS, url)

    def _hop(self, url: str, most_bytes: int, deadline: Deadline) -> Page | str:
        """Return the page, or the address that it leads on to."""
        where = target(url, self.rule)
        address = self._checked(where, deadline)
        try:
            with ask(where, address, deadline, self.trust) as answer:
                found = _read(answer, where, most_bytes)
        except (OSError, http.client.HTTPException, HTTPError) as error:
            reason = Reason.TOO_SLOW if deadline.over else _reason(error)
            raise FetchRefused(reason, url) from error
        if deadline.over:
            # A body without a length that was cut looks like one that ended.
            raise FetchRefused(Reason.TOO_SLOW, url)
        return found

    def _checked(self, where: Target, deadline: Deadline) -> Address:
        """Return one address of the host. One forbidden among them refuses all."""
        literal = plain(where.host)
        texts = [where.host] if literal else self.resolve(where.host, deadline.left)
        addresses = [address for text in texts if (address := plain(text))]
        if deadline.over:
            raise FetchRefused(Reason.TOO_SLOW, where.url)
        if not addresses:
            raise FetchRefused(Reason.UNRESOLVABLE, where.url)
        if not all(self.rule.allows(address) for address in addresses):
            raise FetchRefused(Reason.ADDRESS, where.url)
        return addresses[0]


def fetch(url: str, *, most_bytes: int = 2_000_000, seconds: float = 10) -> Page:
    """Return the page at `url`, after at most 3 redirects, whatever its status.

    Args:
        most_bytes: of the body, after decompression.
        seconds: for everything together: names, connections, redirects, the body.

    Raises:
        FetchRefused: with a machine `reason`; `words(reason)` says it plainly.
    """
    return Fetcher().fetch(url, most_bytes=most_bytes, seconds=seconds)


def _read(answer: BaseHTTPResponse, where: Target, most_bytes: int) -> Page | str:
    onward = answer.headers.get("Location")
    if answer.status in LEADS_ON and onward:
        return _joined(where.url, onward)
    body = bytearray()
    # urllib3 decompresses no further than the piece asked for, so a bomb never unfolds.
    while piece := answer.read(PIECE, decode_content=True):
        body += piece
        if len(body) > most_bytes:
            raise FetchRefused(Reason.TOO_LARGE, where.url)
    return Page(answer.status, answer.headers.get("Content-Type", ""), bytes(body), where.url)


def _joined(url: str, onward: str) -> str:
    """A header is read as Latin-1; what browsers read of bytes beyond ASCII is UTF-8."""
    try:
        return urljoin(url, onward.encode("latin-1", "replace").decode("utf-8", "replace"))
    except ValueError as error:
        raise FetchRefused(Reason.HOST, onward) from error


def _reason(error: Exception) -> Reason:
    """Tell what went wrong from the exceptions of the socket, TLS, http.client and urllib3."""
    if isinstance(error, ssl.SSLError):
        return Reason.TLS
    if isinstance(error, http.client.HTTPException | HTTPError):
        return Reason.NOT_HTTP
    return Reason.UNREACHABLE
