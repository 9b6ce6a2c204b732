"""Control of a domain: it shows our token, in a TXT record or in a file."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

import dns.exception
import dns.resolver
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from marketplace.accounts.models import Proof
from marketplace.fetching.guarded import FetchRefused, fetch

PREFIX = "franc-verification="
FILE = "/.well-known/franc-verification.txt"
MOST_BYTES = 1_000
SECONDS = 8.0
LONGEST = 253  # characters (RFC 1035)


class NoSuchDomain(Exception):
    """The domain's name servers say that it does not exist."""


def clean(typed: str) -> str:
    """Return the domain in lower-case ASCII; an address of a page gives its domain.

    Raises ValidationError in words for the person who typed it.
    """
    typed = typed.strip().lower()
    host = urlsplit(typed if "//" in typed else f"//{typed}").hostname or ""
    name = in_ascii(host)
    if not _is_name(name):
        raise ValidationError(
            _("Write a domain such as your-brand.fr, without a page."), code="domain"
        )
    return name


def in_ascii(host: str) -> str:
    """Return a host name as the domain name system knows it (IDNA), or '' when it cannot."""
    try:
        return host.rstrip(".").encode("idna").decode()
    except UnicodeError:
        return ""


def _is_name(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        labels = name.split(".")
        letters = set("abcdefghijklmnopqrstuvwxyz0123456789-")
        return (
            len(name) <= LONGEST
            and len(labels) > 1
            and not labels[-1].isdigit()
            and all(label and set(label) <= letters for label in labels)
        )
    return False


def covers(domain: str, host: str) -> bool:
    """Whether control of `domain` proves `host`: itself, or one below it."""
    return host == domain or host.endswith(f".{domain}")


def shown(
    domain: str, token: str, resolver: dns.resolver.Resolver | None = None
) -> Proof.Means | None:
    """Return where `domain` shows `token`, or None. Raises NoSuchDomain."""
    if f"{PREFIX}{token}" in _records(domain, resolver or dns.resolver.Resolver()):
        return Proof.Means.DNS
    return Proof.Means.FILE if _in_file(domain, token) else None


def _records(domain: str, resolver: dns.resolver.Resolver) -> list[str]:
    """Return the TXT records of a domain; silence is none, since the file may still speak."""
    try:
        answer = resolver.resolve(f"{domain}.", "TXT", lifetime=SECONDS)
    except dns.resolver.NXDOMAIN as error:
        raise NoSuchDomain from error
    except dns.exception.DNSException:
        return []
    return [b"".join(record.strings).decode(errors="replace").strip() for record in answer]


def _in_file(domain: str, token: str) -> bool:
    try:
        page = fetch(f"https://{domain}{FILE}", most_bytes=MOST_BYTES, seconds=SECONDS)
    except FetchRefused:
        return False
    # A redirect to somebody else's site would let that site speak for this one.
    own = covers(domain, urlsplit(page.url).hostname or "")
    words = page.body.decode(errors="replace").split()
    return page.status == 200 and own and f"{PREFIX}{token}" in words
