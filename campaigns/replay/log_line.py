"""A line of a click log: what is stated of one click, checked."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, NamedTuple

import msgspec

from campaigns.clicks.recording.record import (
    LANGUAGES,
    METHOD,
    PURPOSE,
    REFERRER,
    USER_AGENT,
)
from campaigns.clicks.recording.unreadable import UNREADABLE, UNREADABLE_OF_NAMED, as_heard
from campaigns.clicks.visitors.packed_addresses import packed

Name = Annotated[str, msgspec.Meta(min_length=1, max_length=200)] | int
Moment = float | str
Count = Annotated[float, msgspec.Meta(ge=0)]
Country = Annotated[str, msgspec.Meta(max_length=2)]
LATEST = 253_402_214_400_000  # 9999-12-31, in milliseconds
MOST_FOLLOWERS = (1 << 31) - 1


class BadLine(ValueError):
    """A line that is no click, and why. Never tells an address."""


class Stated(msgspec.Struct, frozen=True, gc=False):
    """The fields of a line, as in the description of the format; null is as good as absent."""

    id: Name
    at: Moment
    link: Name
    owner: Name
    campaign: Name | None = None
    method: str | None = None
    user_agent: str | None = None
    referrer: str | None = None
    accept_language: str | None = None
    purpose: str | None = None
    ip: str | None = None
    visitor: Name | None = None
    clicker: Name | None = None
    posted_at: Moment | None = None
    followers: Count | None = None
    dwell_seconds: Count | None = None
    country: Country | None = None


class Heard(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """What is derived from when the click's turn comes. Texts are cut as the redirect cuts them.

    `visitor` is an address or, when `is_opaque`, a name for the visitor whatever the user agent.
    """

    method: str
    purpose: str
    user_agent: str
    referrer: str
    languages: str
    visitor: str
    is_opaque: bool
    dwell: float | None
    country: str | None


class Line(NamedTuple):
    """A good line. Times are milliseconds since the epoch; `id` is JSON, as it was given."""

    id: str
    at: int
    campaign: str
    owner: str
    link: str
    clicker: str | None
    posted: int | None
    followers: int | None
    heard: Heard

    @property
    def is_anybody(self) -> bool:
        """Whether the log does not tell who the visitor is."""
        return not self.heard.visitor


_decode = msgspec.json.Decoder(Stated).decode
_encode = msgspec.json.Encoder().encode


def parse(line: bytes) -> Line:
    """Return what a line states. Raises BadLine."""
    try:
        stated = _decode(line)
        found = Line(
            id=_encode(stated.id).decode(),
            at=_milliseconds(stated.at),
            campaign=_name(stated.campaign),
            owner=_name(stated.owner),
            link=_name(stated.link),
            clicker=None if stated.clicker is None else _name(stated.clicker),
            posted=None if stated.posted_at is None else _milliseconds(stated.posted_at),
            followers=None if stated.followers is None else _people(stated.followers),
            heard=_heard(stated),
        )
    except ValueError as error:  # msgspec's errors are such, and those of times
        raise BadLine(str(error)) from None
    if b"\\u0000" in line:
        raise BadLine("a NUL character, which no request can hold")
    return found


def _heard(stated: Stated) -> Heard:
    return Heard(
        (stated.method or "GET").strip().upper()[:METHOD],
        (stated.purpose or "")[:PURPOSE],
        _user_agent(stated),
        as_heard(stated.referrer or "")[:REFERRER],
        as_heard(stated.accept_language or "")[:LANGUAGES],
        _visitor(stated),
        not stated.ip,
        stated.dwell_seconds,
        None if stated.country is None else stated.country.upper(),
    )


def _user_agent(stated: Stated) -> str:
    heard = as_heard(stated.user_agent or "")[:USER_AGENT]
    is_named = stated.visitor is not None and not stated.ip
    return UNREADABLE_OF_NAMED if is_named and heard == UNREADABLE else heard


def _visitor(stated: Stated) -> str:
    if not stated.ip:
        return _name(stated.visitor)
    if packed(stated.ip) is None:
        raise BadLine("what stands in ip is no address; a log without them states a visitor")
    return stated.ip


def _name(name: Name | None) -> str:
    return "" if name is None else str(name)


def _people(count: float) -> int:
    return int(min(count, MOST_FOLLOWERS))


def _milliseconds(moment: Moment) -> int:
    """Return milliseconds since the epoch of epoch seconds or ISO 8601, UTC unless it says."""
    if isinstance(moment, str):
        at = datetime.fromisoformat(moment.strip().upper())
        moment = (at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp()
    found = round(min(max(moment, 0.0), float(LATEST)) * 1000)
    if not 0 < found < LATEST:
        raise BadLine(f"{moment} is no time between 1970 and 9999, in seconds")
    return found
