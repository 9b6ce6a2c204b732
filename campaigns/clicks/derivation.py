"""Derive from a record what may be kept of a click: keys and classes, never the address."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urlsplit

from campaigns.clicks.record import LANGUAGES, Record
from campaigns.clicks.visitor import Keyring, prefix

AHEAD = ("prefetch", "prerender", "preview")
UUID_VERSION = 7
ONE_DAY = timedelta(days=1)
LONGEST_HOST = 253  # RFC 1035, section 2.3.4, in characters


class KeptClick(NamedTuple):
    """A click as the database will know it, `at` in milliseconds since the epoch.

    `visitor_before` goes to the judge's queue only. `late` clicks have no keys.
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


def happened_at(record: Record, now: datetime) -> datetime:
    """Return the time in the click's id (UTC).

    Raises ValueError when that is no UUIDv7, or of a clock more than a day ahead of `now`.
    """
    at = datetime.fromtimestamp(_milliseconds(record.id) / 1000, UTC)
    if at > now + ONE_DAY:
        raise ValueError(f"{at} is yet to come")
    return at


def keep(record: Record, at: datetime, keyring: Keyring) -> KeptClick:
    """Return what may be kept of a record that happened at `at`.

    Raises ValueError when the record makes no sense.
    """
    keys = keyring.keys(record.address, record.user_agent, at)
    return KeptClick(
        id=bytes.fromhex(record.id.replace("-", "")),
        at=_milliseconds(record.id),
        link_id=record.link_id,
        claim_id=record.claim_id,
        method=record.method,
        prefetch=is_prefetch(record.purpose),
        user_agent=record.user_agent,
        referrer_host=referrer_host(record.referrer),
        languages=accepted_languages(record.languages),
        prefix=prefix(record.address),
        visitor_day=keys.day,
        visitor_period=keys.period,
        visitor_before=keys.before,
        late=keys.day is None,
    )


def _milliseconds(click_id: str) -> int:
    digits = click_id.replace("-", "")
    if len(digits) != 32 or int(digits[12], 16) != UUID_VERSION:
        raise ValueError(f"{click_id!r} is no UUIDv7")
    return int(digits[:12], 16)


def is_prefetch(purpose: str) -> bool:
    """Whether Sec-Purpose, Purpose, X-Purpose or X-Moz says that nobody is looking yet."""
    purpose = purpose.lower()
    return any(word in purpose for word in AHEAD)


@lru_cache(maxsize=4096)
def referrer_host(referrer: str) -> str:
    """Return the host of a Referer header in lower case; "" when there is none."""
    try:
        return (urlsplit(referrer).hostname or "")[:LONGEST_HOST]
    except ValueError:
        return ""


@lru_cache(maxsize=4096)
def accepted_languages(header: str) -> str:
    """Return the languages of an Accept-Language header, "fr-fr,fr,en", in the order given.

    Cut as the redirect cuts it, so that the site and the redirect hear the same of a visitor.
    """
    parts = header[:LANGUAGES].split(",")
    languages = (part.partition(";")[0].strip().lower() for part in parts)
    return ",".join(language for language in languages if language)
