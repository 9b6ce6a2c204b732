"""Read an address as strictly as it can be read: what two parsers read differently is refused."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urlsplit

from marketplace.fetching.addresses import Address, is_public, looks_numeric, plain
from marketplace.fetching.refusing import FetchRefused, Reason
from marketplace.host_names import NotAHost, to_ascii

LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)", re.ASCII)
# urlsplit silently drops tabs and line ends, and a backslash is a slash to browsers alone.
UNCLEAR = re.compile(r"[\x00-\x20\x7f\\]")
KEPT = "%/:?#[]@!$&'()*+,;=~-._"
PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True)
class Rule:
    """Where a fetch may go. Tests, which have only loopback, bring a rule of their own."""

    ports: frozenset[int] = frozenset(PORTS.values())
    allows: Callable[[Address], bool] = is_public


@dataclass(frozen=True)
class Target:
    """One hop. `host` is in ASCII and lower case, without the root's dot or brackets."""

    url: str
    scheme: str
    host: str
    port: int
    path: str


def target(url: str, rule: Rule) -> Target:
    """Return where `url` leads. Raises FetchRefused: scheme, credentials, host, port, address."""
    parts = _split(url)
    if parts.scheme not in PORTS:
        raise FetchRefused(Reason.SCHEME, url)
    if "@" in parts.netloc:
        raise FetchRefused(Reason.CREDENTIALS, url)
    host, port = _host(parts, url), _port(parts, url)
    if port not in rule.ports:
        raise FetchRefused(Reason.PORT, url)
    path = quote(parts.path or "/", safe=KEPT)
    query = f"?{quote(parts.query, safe=KEPT)}" if parts.query else ""
    return Target(url, parts.scheme, host, port, path + query)


def named_site(url: str) -> Target:
    """Return where `url` leads when it names a site as people do: a domain, the usual port.

    Nothing is looked up. Raises FetchRefused as `target` does, and for addresses in numbers and
    names without a dot, which only a machine inside some network could mean.
    """
    found = target(url, Rule())
    if plain(found.host) is not None:
        raise FetchRefused(Reason.ADDRESS, url)
    if "." not in found.host:
        raise FetchRefused(Reason.HOST, url)
    return found


def _split(url: str) -> SplitResult:
    if UNCLEAR.search(url):
        raise FetchRefused(Reason.HOST, url)
    try:
        return urlsplit(url)
    except ValueError as error:
        raise FetchRefused(Reason.HOST, url) from error


def _port(parts: SplitResult, url: str) -> int:
    try:
        return PORTS[parts.scheme] if parts.port is None else parts.port
    except ValueError as error:
        raise FetchRefused(Reason.PORT, url) from error


def _host(parts: SplitResult, url: str) -> str:
    """A name, or an address in its plain notation; full-width digits are read as digits first."""
    host = _ascii(parts.hostname or "", url).removesuffix(".")
    if plain(host) is not None:
        return host
    if looks_numeric(host):
        # 127.1, 0x7f.1, 2130706433: honest addresses are not written so, wherever they lead.
        raise FetchRefused(Reason.ADDRESS, url)
    labels = host.split(".")
    if len(host) > 253 or not all(LABEL.fullmatch(label) for label in labels):
        raise FetchRefused(Reason.HOST, url)
    return host


def _ascii(host: str, url: str) -> str:
    if ":" in host:
        return host  # an IPv6 address, out of its brackets
    try:
        return to_ascii(host)
    except NotAHost as error:
        raise FetchRefused(Reason.HOST, url) from error
