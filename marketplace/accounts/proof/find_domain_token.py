"""Look whether a domain shows our token, in a TXT record or in a file.

Apart from domains.py, for what it needs takes a tenth of a second to import.
"""

from __future__ import annotations

import dns.exception
import dns.resolver

from marketplace.accounts.models import Proof
from marketplace.accounts.proof import domains
from marketplace.fetching.guarded import FetchRefused, fetch
from marketplace.host_names import host_of

MOST_BYTES = 1_000
SECONDS = 8.0


class NoSuchDomain(Exception):
    """The domain's name servers say that it does not exist."""


def find_domain_token(
    domain: str, token: str, resolver: dns.resolver.Resolver | None = None
) -> Proof.Means | None:
    """Return where `domain` shows `token`, or None. Raises NoSuchDomain."""
    if f"{domains.PREFIX}{token}" in _records(domain, resolver or dns.resolver.Resolver()):
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
        page = fetch(f"https://{domain}{domains.FILE}", most_bytes=MOST_BYTES, seconds=SECONDS)
    except FetchRefused:
        return False
    # A redirect to somebody else's site would let that site speak for this one.
    own = domains.covers(domain, host_of(page.url))
    words = page.body.decode(errors="replace").split()
    return page.status == 200 and own and f"{domains.PREFIX}{token}" in words
