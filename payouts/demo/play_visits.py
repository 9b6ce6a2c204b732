"""Play clicks over HTTP, as visitors would: many connections, each visitor always on the same."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Sequence
from zlib import crc32

from campaigns.clicks.recording.unreadable import UNREADABLE
from payouts.demo.clicklog import LoggedClick

CONNECTIONS = 64
LINE = "\r\n"
CONTROLS = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")


class NotRedirected(Exception):
    """The listener answered something else than a redirect."""


def play(
    clicks: Sequence[LoggedClick],
    codes: dict[str, str],
    port: int,
    advance: Callable[[int], object],
) -> int:
    """Send each click to the listener on loopback and return how many were answered by a 302.

    Args:
        codes: link of the log -> code of the link at Franc.
        advance: told the number of clicks answered since the last call.

    A visitor's clicks share a connection, so that they arrive in the order of the log.
    """
    lanes: list[list[LoggedClick]] = [[] for _ in range(CONNECTIONS)]
    for click in clicks:
        lanes[crc32(click.address.encode()) % CONNECTIONS].append(click)
    return asyncio.run(_play_all(lanes, codes, port, advance))


async def _play_all(
    lanes: Sequence[Sequence[LoggedClick]],
    codes: dict[str, str],
    port: int,
    advance: Callable[[int], object],
) -> int:
    answered = await asyncio.gather(*(_play_lane(lane, codes, port, advance) for lane in lanes))
    return sum(answered)


async def _play_lane(
    clicks: Sequence[LoggedClick],
    codes: dict[str, str],
    port: int,
    advance: Callable[[int], object],
) -> int:
    if not clicks:
        return 0
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        for click in clicks:
            writer.write(_request(click, codes[click.link]))
            status = await _answer(reader)
            if status != 302:
                raise NotRedirected(f"{click.link} was answered with {status}")
            advance(1)
    finally:
        writer.close()
    return len(clicks)


def _request(click: LoggedClick, code: str) -> bytes:
    headers = {
        "Host": "localhost",
        "User-Agent": click.user_agent,
        "Referer": click.referrer,
        "Accept-Language": click.accept_language,
        "Sec-Purpose": click.purpose,
        "X-Franc-At": str(round(click.at.timestamp() * 1000)),
        "X-Franc-Address": click.address,
    }
    lines = [f"{name}: {_one_line(value)}" for name, value in headers.items() if value]
    request = LINE.join([f"{click.method} /{code} HTTP/1.1", *lines, "", ""])
    return request.encode("utf-8", "replace")


def _one_line(value: str) -> str:
    """A log may hold characters that no request can: what they stand in cannot be read."""
    return CONTROLS.sub(UNREADABLE, value)


async def _answer(reader: asyncio.StreamReader) -> int:
    head = await reader.readuntil(b"\r\n\r\n")
    status = int(head.split(b" ", 2)[1])
    length = next(
        (
            int(line.partition(b":")[2])
            for line in head.split(b"\r\n")
            if line.lower().startswith(b"content-length:")
        ),
        0,
    )
    if length:
        await reader.readexactly(length)
    return status
