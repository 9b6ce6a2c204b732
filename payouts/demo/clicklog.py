"""Click logs in the replay format: NDJSON, optionally .gz, one click a line."""

from __future__ import annotations

import hashlib
import ipaddress
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from marketplace.text_files import read_lines

NETWORK = int(ipaddress.IPv6Address("2001:db8::"))  # RFC 3849: for documentation, never routed


@dataclass(frozen=True)
class LoggedClick:
    """One click of a log; `at` is in UTC, `address` a synthetic IPv6 address of its visitor."""

    at: datetime
    link: str
    owner: str
    method: str
    user_agent: str
    referrer: str
    accept_language: str
    purpose: str
    address: str


class BadLine(ValueError):
    """A line that is no click: its number (from 1) and why."""

    def __init__(self, number: int, why: str) -> None:
        super().__init__(f"line {number}: {why}")


def read_click_log(path: Path) -> Iterator[LoggedClick]:
    """Yield the clicks of a log in its order. Raises BadLine, or OSError."""
    for number, line in enumerate(read_lines(path), 1):
        if line.strip():
            yield _parse(number, line)


def shift(clicks: list[LoggedClick], now: datetime) -> timedelta:
    """Return the whole days by which to move the log so that it ends yesterday (UTC)."""
    last = max(click.at for click in clicks).date()
    return timedelta(days=((now - timedelta(days=1)).date() - last).days)


def address_of(visitor: str) -> str:
    """Return the one synthetic IPv6 address of an opaque visitor."""
    host = int.from_bytes(hashlib.blake2b(visitor.encode(), digest_size=12).digest(), "big")
    return str(ipaddress.IPv6Address(NETWORK | host))


def _parse(number: int, line: str) -> LoggedClick:
    try:
        fields = json.loads(line)
        return LoggedClick(
            at=_time(fields["at"]),
            link=str(fields["link"]),
            owner=str(fields["owner"]),
            method=(fields.get("method") or "GET").upper(),
            user_agent=fields.get("user_agent") or "",
            referrer=fields.get("referrer") or "",
            accept_language=fields.get("accept_language") or "",
            purpose=fields.get("purpose") or "",
            address=fields.get("ip") or address_of(str(fields["visitor"])),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadLine(number, repr(error)) from error


def _time(value: Any) -> datetime:
    if isinstance(value, int | float):
        return datetime.fromtimestamp(value, UTC)
    found = datetime.fromisoformat(value)
    return found if found.tzinfo else found.replace(tzinfo=UTC)
