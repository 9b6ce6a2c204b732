"""Derive from a record what may be kept of a click: keys and classes, never the address."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from campaigns.clicks.origins.click_origins import NOTHING_LISTED, Origins
from campaigns.clicks.recording.record import Record
from campaigns.clicks.visitors.accepted_languages import accepted_languages
from campaigns.clicks.visitors.packed_addresses import packed, prefix
from campaigns.clicks.visitors.visitor_keys import Keyring

AHEAD = ("prefetch", "prerender", "preview")
UUID_LENGTH, UUID_VERSION = 32, "7"  # hexadecimal digits; RFC 9562, section 5.7
EPOCH = date(1970, 1, 1).toordinal()
A_DAY = 24 * 3600 * 1000  # milliseconds


class KeptClick(NamedTuple):
    """A click as the database will know it, `at` in milliseconds since the epoch.

    `visitor_before` goes to the judge's queue only. `late` clicks have no keys. `network` and
    `referrer_class` are "" when there is nothing to say; `clicker_id` is the influencer who is
    known to be behind the click, and `clicker_stated` that the log itself said so (a replay).
    """

    id: bytes
    at: int
    link_id: int
    claim_id: int
    method: str
    prefetch: bool
    user_agent: str
    referrer_host: str
    languages: str
    prefix: str | None
    visitor_day: bytes | None
    visitor_period: bytes | None
    visitor_before: bytes | None
    late: bool
    network: str = ""
    referrer_class: str = ""
    country: str | None = None
    clicker_id: int | None = None
    clicker_stated: bool = False


def milliseconds(click_id: str, latest: int) -> int:
    """Return the time in a click's id, in milliseconds since the epoch.

    Raises ValueError if it is no UUIDv7, or of a clock that is ahead of `latest`.
    """
    digits = click_id.replace("-", "")
    if len(digits) != UUID_LENGTH or digits[12] != UUID_VERSION:
        raise ValueError(f"{click_id!r} is no UUIDv7")
    at = int(digits[:12], 16)
    if at > latest:
        raise ValueError(f"{click_id} is yet to come")
    return at


def day_of(at: int) -> date:
    """Return the day (UTC) of a time in milliseconds since the epoch."""
    return date.fromordinal(EPOCH + at // A_DAY)


def derive_click(
    record: Record, at: int, keyring: Keyring, origins: Origins = NOTHING_LISTED
) -> KeptClick:
    """Return what may be kept of a record that happened at `at`, its origin by the lists given.

    Raises ValueError when the record makes no sense.
    """
    address = packed(record.address)
    where = address or record.address.encode()
    keys = keyring.keys(where, record.user_agent, day_of(at))
    came_from = origins.referrers.origin(record.referrer)
    return KeptClick(
        bytes.fromhex(record.id.replace("-", "")),
        at,
        record.link_id,
        record.claim_id,
        record.method,
        is_prefetch(record.purpose),
        record.user_agent,
        came_from.host,
        accepted_languages(record.languages),
        prefix(address) if address else None,
        keys.day,
        keys.period,
        keys.before,
        keys.day is None,
        origins.networks.look_up(address) if address else "",
        came_from.kind,
    )


def is_prefetch(purpose: str) -> bool:
    """Whether Sec-Purpose, Purpose, X-Purpose or X-Moz says that nobody is looking yet."""
    return bool(purpose) and any(word in purpose.lower() for word in AHEAD)
