"""Host names: as the domain name system and browsers know them, and as people read them.

The one place where a host beyond ASCII is read: UTS 46, revision 33, non-transitional processing,
which is what browsers do (URL standard, section 3.3): `straße.example` is not `strasse.example`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from urllib.parse import unquote, urlsplit, urlunsplit

import idna

from marketplace.fold_text import looks_like_another

ACE = "xn--"  # what an encoded label begins with (RFC 5890)
# Scripts that are written together by those who write them at all (UTS 39, "highly restrictive").
TOGETHER = (
    frozenset({"CJK", "HIRAGANA", "KATAKANA", "LATIN"}),
    frozenset({"CJK", "BOPOMOFO", "LATIN"}),
    frozenset({"CJK", "HANGUL", "LATIN"}),
)


class NotAHost(ValueError):
    """What was given cannot be the name of a host."""


def to_ascii(host: str) -> str:
    """Return a host in lower-case ASCII (A-labels), without the root's dot. Raises NotAHost.

    Whether ASCII labels are names that anybody can have is for who reads the address.
    """
    typed = unquote(host) if "%" in host else host
    host = host if typed.isascii() else typed
    try:
        mapped = host if host.isascii() else _mapped(host)
        labels = mapped.lower().removesuffix(".").split(".")
        return ".".join(_encoded(label) for label in labels)
    except (UnicodeError, ValueError, IndexError) as error:
        raise NotAHost(host) from error


def host_of(url: str) -> str:
    """Return the host of an address in ASCII, "" when it has none that could be read."""
    try:
        return to_ascii(urlsplit(url).hostname or "")
    except ValueError:
        return ""


def with_ascii_host(url: str) -> str:
    """Return the address with its host in ASCII, all else as it was; unreadable ones unchanged."""
    return _with_host(url, to_ascii)


def mail_address(typed: str) -> str:
    """Return an e-mail address with its domain in ASCII: elsewhere a mail reaches another's."""
    person, at, domain = typed.rpartition("@")
    try:
        return f"{person}{at}{to_ascii(domain)}"
    except NotAHost:
        return typed


def shown_host(host: str) -> str:
    """Return a host as people read it: `xn--strae-oqa.example` is `straße.example`.

    A label that could be taken for another stays in ASCII, as browsers show it: letters of two
    scripts (UTS 39, section 5), or letters that all look like those of another script.
    """
    if host.isascii() and ACE not in host.lower():
        return host
    try:
        return ".".join(_decoded(label) for label in to_ascii(host).split("."))
    except NotAHost:
        return host


def shown_url(url: str) -> str:
    """Return an address with its host as people read it."""
    return _with_host(url, shown_host)


def _with_host(url: str, change: Callable[[str], str]) -> str:
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        if not host or ":" in host:
            return url
        before, at, place = parts.netloc.rpartition("@")
        _host, colon, port = place.partition(":")
        return urlunsplit(parts._replace(netloc=f"{before}{at}{change(host)}{colon}{port}"))
    except ValueError:
        return url


def _mapped(host: str) -> str:
    """Full-width letters, other dots and the like are read as the plain ones."""
    return idna.uts46_remap(host, std3_rules=True, transitional=False)


def _encoded(label: str) -> str:
    if label.startswith(ACE):
        _unpacked(label)
        return label
    if label.isascii():
        return label
    try:
        return idna.alabel(label).decode()
    except idna.InvalidCodepoint:
        # Symbols, as in i❤.example: IDNA 2008 has them not, UTS 46 and browsers have.
        return ACE + label.encode("punycode").decode()


def _unpacked(label: str) -> str:
    """Return what an encoded label says. Raises UnicodeError when it says nothing of its own."""
    found = label.removeprefix(ACE).encode().decode("punycode")
    if found.isascii() or unicodedata.normalize("NFC", found) != found:
        raise UnicodeError(label)
    return found


def _decoded(label: str) -> str:
    if not label.startswith(ACE):
        return label
    try:
        found = idna.ulabel(label)
    except (UnicodeError, IndexError):
        return label
    scripts = {script for letter in found if (script := _script(letter))}
    is_one = len(scripts) <= 1 or any(scripts <= together for together in TOGETHER)
    return found if is_one and not looks_like_another(found) else label


def _script(letter: str) -> str:
    """Return the first word of a letter's name, which is its script; "" for marks and digits."""
    if unicodedata.category(letter)[0] != "L":
        return ""
    return unicodedata.name(letter, "UNKNOWN").split()[0].removesuffix("-COMPATIBILITY")
