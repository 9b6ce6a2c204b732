"""Visitor keys: signatures under secrets that are destroyed; the address is never kept.

Within a UTC day the same address and user agent have the same key. The secrets behind the keys
are destroyed on a schedule (see visitor_secrets.py): then nobody can tell any more whose they
were, and keys of two days never could be told to be the same visitor's.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import NamedTuple

from campaigns.clicks.recording.record import USER_AGENT
from campaigns.clicks.visitors.packed_addresses import packed
from campaigns.clicks.visitors.visitor_secrets import (
    Cursor,
    Span,
    billing_period,
    day,
    secrets_of,
)

KEY_LENGTH = 16  # bytes of the HMAC that are kept
ONE_DAY = timedelta(days=1)


class VisitorKeys(NamedTuple):
    """The visitor under the secrets of the day, of the day before and of the billing period.

    All are None when the day's secret is dead: the click came too late to have keys. `before`
    is for looking back across midnight and must not be kept with the click.
    """

    day: bytes | None
    before: bytes | None
    period: bytes | None


NO_KEYS = VisitorKeys(None, None, None)


class Signer:
    """HMAC-SHA256 under one secret (RFC 2104), of which the first KEY_LENGTH bytes are kept.

    Of its own, for hmac.digest() takes OpenSSL 3 six times as long, and shipping lives on this.
    """

    def __init__(self, secret: bytes) -> None:
        block = secret.ljust(64, b"\0")
        self._inner = sha256(bytes(byte ^ 0x36 for byte in block))
        self._outer = sha256(bytes(byte ^ 0x5C for byte in block))

    def sign(self, message: bytes) -> bytes:
        inner, outer = self._inner.copy(), self._outer.copy()
        inner.update(message)
        outer.update(inner.digest())
        return outer.digest()[:KEY_LENGTH]


class Signers(NamedTuple):
    """Those of a day; None where the secret is dead."""

    day: Signer | None
    before: Signer | None
    period: Signer | None


class Keyring:
    """The secrets of some days, for as long as a batch lasts."""

    def __init__(self, secrets: dict[Span, bytes | None]) -> None:
        self._signers = {
            span: None if secret is None else Signer(secret) for span, secret in secrets.items()
        }
        self._of_day: dict[date, Signers] = {}

    def keys(self, address: bytes, user_agent: str, today: date) -> VisitorKeys:
        """Return the keys of a visitor on a day (UTC) the keyring was opened for.

        Args:
            address: packed; what is no address still tells visitors apart.
        """
        own = self._of_day.get(today) or self._open(today)
        if own.day is None:
            return NO_KEYS
        # Its length keeps the address apart from what follows.
        who = len(address).to_bytes(2) + address + user_agent[:USER_AGENT].encode()
        return VisitorKeys(
            own.day.sign(who),
            None if own.before is None else own.before.sign(who),
            None if own.period is None else own.period.sign(who),
        )

    def _open(self, today: date) -> Signers:
        wanted = (day(today), day(today - ONE_DAY), billing_period(today))
        opened = self._of_day[today] = Signers(*(self._signers[span] for span in wanted))
        return opened


def open_keyring(
    cursor: Cursor,
    days: Iterable[date],
    *,
    now: datetime | None = None,
    allow_past: bool = False,
) -> Keyring:
    """Return the secrets for clicks of these days (UTC), made if they may still be made.

    Args:
        now: decides which are over; the present time when left out.
        allow_past: make secrets of days that are over too (the demo's replay of old clicks).
    """
    wanted = set(days)
    spans = {day(d) for d in wanted} | {day(d - ONE_DAY) for d in wanted}
    spans |= {billing_period(d) for d in wanted}
    found = secrets_of(cursor, spans, now=now or datetime.now(UTC), allow_past=allow_past)
    return Keyring(found)


def visitor_keys(
    cursor: Cursor, address: str, user_agent: str, at: datetime, *, now: datetime | None = None
) -> VisitorKeys:
    """Return the keys of one visitor, for instance of a signed-in request, at `at` (UTC)."""
    ring = open_keyring(cursor, [at.date()], now=now)
    return ring.keys(packed(address) or address.encode(), user_agent, at.date())
