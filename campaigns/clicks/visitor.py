"""Who a visitor is, as far as it may be known: keys that forget, a prefix, never an address.

Within a UTC day the same address and user agent have the same key. The secrets behind the keys
are destroyed on a schedule (see visitor_secrets.py): then nobody can tell any more whose they
were, and keys of two days never could be told to be the same visitor's.
"""

from __future__ import annotations

import hmac
import ipaddress
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from campaigns.clicks.record import USER_AGENT
from campaigns.clicks.visitor_secrets import (
    Cursor,
    Span,
    billing_period,
    day,
    secrets_of,
)

KEY_LENGTH = 16  # bytes of the HMAC that are kept
ONE_DAY = timedelta(days=1)
PREFIX_LENGTH = {4: 24, 6: 48}  # bits, by IP version

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class VisitorKeys(NamedTuple):
    """The visitor under the secrets of the day, of the day before and of the billing period.

    All are None when the day's secret is dead: the click came too late to have keys. `before`
    is for looking back across midnight and must not be kept with the click.
    """

    day: bytes | None
    before: bytes | None
    period: bytes | None


NO_KEYS = VisitorKeys(None, None, None)


class Keyring:
    """The secrets of some days, for as long as a batch lasts."""

    def __init__(self, secrets: dict[Span, bytes | None]) -> None:
        self._secrets = secrets
        self._of_day: dict[date, VisitorKeys] = {}

    def keys(self, address: str, user_agent: str, at: datetime) -> VisitorKeys:
        """Return the keys of a visitor at `at` (UTC), a time the keyring was opened for."""
        own = self._secrets_of(at.date())
        if own.day is None:
            return NO_KEYS
        who = _who(address, user_agent)
        return VisitorKeys(*(secret and _key(secret, who) for secret in own))

    def _secrets_of(self, today: date) -> VisitorKeys:
        found = self._of_day.get(today)
        if found is None:
            wanted = (day(today), day(today - ONE_DAY), billing_period(today))
            found = VisitorKeys(*(self._secrets[span] for span in wanted))
            self._of_day[today] = found
        return found


def open_keyring(
    cursor: Cursor,
    times: Iterable[datetime],
    *,
    now: datetime | None = None,
    allow_past: bool = False,
) -> Keyring:
    """Return the secrets for clicks at these times (UTC), made if they may still be made.

    Args:
        now: decides which are over; the present time when left out.
        allow_past: make secrets of days that are over too (the demo's replay of old clicks).
    """
    days = {at.date() for at in times}
    spans = {day(d) for d in days} | {day(d - ONE_DAY) for d in days}
    spans |= {billing_period(d) for d in days}
    found = secrets_of(cursor, spans, now=now or datetime.now(UTC), allow_past=allow_past)
    return Keyring(found)


def visitor_keys(
    cursor: Cursor, address: str, user_agent: str, at: datetime, *, now: datetime | None = None
) -> VisitorKeys:
    """Return the keys of one visitor, for instance of a signed-in request, at `at` (UTC)."""
    return open_keyring(cursor, [at], now=now).keys(address, user_agent, at)


def prefix(address: str) -> str | None:
    """Return the /24 or /48 that an address is in; None when it is no address."""
    parsed = _parsed(address)
    if parsed is None:
        return None
    bits = parsed.max_prefixlen - PREFIX_LENGTH[parsed.version]
    network = type(parsed)(int(parsed) >> bits << bits)
    return f"{network}/{PREFIX_LENGTH[parsed.version]}"


def _who(address: str, user_agent: str) -> bytes:
    parsed = _parsed(address)
    # What is no address still tells visitors apart; its length keeps the two texts apart.
    packed = parsed.packed if parsed else address.encode()
    return len(packed).to_bytes(2) + packed + user_agent[:USER_AGENT].encode()


def _parsed(address: str) -> Address | None:
    """Return the address without its port and zone; IPv4 inside IPv6 is IPv4."""
    try:
        parsed = ipaddress.ip_address(_without_port(address).partition("%")[0])
    except ValueError:
        return None
    return getattr(parsed, "ipv4_mapped", None) or parsed


def _without_port(address: str) -> str:
    """Return 203.0.113.9 for 203.0.113.9:4242, and 2001:db8::1 for [2001:db8::1]:4242."""
    if address.startswith("["):
        return address[1:].partition("]")[0]
    host, _, port = address.rpartition(":")
    return host if port and "." in host and ":" not in host else address


def _key(secret: bytes, who: bytes) -> bytes:
    return hmac.digest(secret, who, "sha256")[:KEY_LENGTH]
