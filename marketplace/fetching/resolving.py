"""Look a name up in the DNS, once, all addresses, within a time.

Not getaddrinfo: that one has no time limit, reads the machine's own hosts file, appends its search
domains, and takes 0177.0.0.1 for an address.
"""

from __future__ import annotations

from collections.abc import Callable

Resolve = Callable[[str, float], list[str]]  # (name, seconds) -> addresses; [] when there are none


def resolve(name: str, seconds: float) -> list[str]:
    """Return every address of `name`, IPv4 first; [] when it has none or nobody answers."""
    # A tenth of a second to import, which most processes that start never need.
    import dns.exception
    import dns.name
    import dns.resolver

    try:
        absolute = dns.name.from_text(name)
        answers = dns.resolver.resolve_name(absolute, lifetime=seconds, search=False)
        return sorted(answers.addresses(), key=lambda address: ":" in address)
    except (dns.exception.DNSException, UnicodeError, OSError):
        return []
