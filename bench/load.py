"""A load generator: many connections in one process, and an exact account of who was answered.

    python -m bench.load PORT --seconds 2 --connections 64 [--rate 3000] [--names FILE]

Without a rate each connection asks again as soon as it is answered. With one, requests leave on
a schedule, and latency counts from the time a request was due: a slow answer delays the others
and is not forgotten (coordinated omission). Prints one JSON object.
"""

from __future__ import annotations

import argparse
import json
import re
import select
import socket
import sys
import time
from collections import deque
from collections.abc import Iterator
from itertools import count
from pathlib import Path

LINKS = 1_000
HEADERS = (
    "Host: frn.example\r\n"
    "User-Agent: Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
    " Chrome/140.0.0.0 Safari/537.36\r\n"
    "Accept: text/html,application/xhtml+xml\r\n"
    "Accept-Language: fr-FR,fr;q=0.9,en;q=0.8\r\n"
)
END_OF_HEAD = b"\r\n\r\n"
LENGTH = re.compile(rb"\r\ncontent-length: (\d+)", re.IGNORECASE)
REDIRECTED = b"HTTP/1.1 302"
GIVE_UP_AFTER = 2.0  # seconds without any answer


def code(number: int) -> str:
    """The code of one of the LINKS links that take part."""
    return f"code{number % LINKS:04d}"


def requests() -> Iterator[tuple[int, bytes]]:
    """Requests with their numbers; the referrer names each."""
    for number in count():
        referrer = f"Referer: https://load.example/{number}\r\n"
        yield number, f"GET /{code(number)} HTTP/1.1\r\n{HEADERS}{referrer}\r\n".encode()


def is_whole(answer: bytes) -> bool:
    """Whether nothing of an answer is still to come; most have no body."""
    if answer.endswith(END_OF_HEAD):
        return True
    head, _, body = answer.partition(END_OF_HEAD)
    length = LENGTH.search(head)
    return length is not None and len(body) == int(length[1])


class Visitors:
    """The connections, what each is waiting for, and what became of it."""

    def __init__(self, port: int, connections: int) -> None:
        self.poll = select.epoll()
        self.doors: dict[int, socket.socket] = {}
        self.asked: dict[int, tuple[int, float]] = {}
        self.begun: dict[int, bytes] = {}  # answers of which a part has come
        self.idle: deque[int] = deque()
        self.requests = requests()
        self.answered: list[int] = []
        self.latencies: list[float] = []
        for _ in range(connections):
            door = socket.create_connection(("127.0.0.1", port))
            door.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.poll.register(door, select.EPOLLIN)
            self.doors[door.fileno()] = door
            self.idle.append(door.fileno())

    def ask(self, due: float) -> None:
        file = self.idle.popleft()
        number, request = next(self.requests)
        self.asked[file] = number, due
        self.doors[file].sendall(request)

    def hear(self, timeout: float) -> None:
        """Take the answers that are there, waiting for the first at most `timeout` seconds.

        Raises ConnectionError when the server is gone.
        """
        for file, _ in self.poll.poll(max(0.0, timeout)):
            answer = self.begun.pop(file, b"") + self.doors[file].recv(65_536)
            if not answer.startswith(REDIRECTED):
                raise ConnectionError(f"answered {answer[:80]!r}")
            if not is_whole(answer):
                self.begun[file] = answer
                continue
            number, due = self.asked.pop(file)
            self.answered.append(number)
            self.latencies.append(time.perf_counter() - due)
            self.idle.append(file)


def ask_at_once(visitors: Visitors, seconds: float) -> None:
    until = time.perf_counter() + seconds
    while (now := time.perf_counter()) < until:
        while visitors.idle:
            visitors.ask(now)
        visitors.hear(GIVE_UP_AFTER)


def ask_on_schedule(visitors: Visitors, seconds: float, rate: float) -> None:
    began = time.perf_counter()
    for number in range(round(seconds * rate)):
        due = began + number / rate
        while (now := time.perf_counter()) < due or not visitors.idle:
            visitors.hear(due - now if visitors.idle else GIVE_UP_AFTER)
        visitors.ask(due)


def finish(visitors: Visitors) -> None:
    """Take the answers still under way."""
    until = time.perf_counter() + GIVE_UP_AFTER
    while visitors.asked and time.perf_counter() < until:
        visitors.hear(GIVE_UP_AFTER)


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.load")
    parser.add_argument("port", type=int)
    parser.add_argument("--seconds", type=float, default=2.0)
    parser.add_argument("--connections", type=int, default=64)
    parser.add_argument("--rate", type=float)
    parser.add_argument("--names", type=Path, help="write down the numbers of the answered")
    given = parser.parse_args(arguments)
    visitors, began = Visitors(given.port, given.connections), time.perf_counter()
    try:
        if given.rate:
            ask_on_schedule(visitors, given.seconds, given.rate)
        else:
            ask_at_once(visitors, given.seconds)
        finish(visitors)
    except ConnectionError:
        if given.names is None:  # else the server is killed on purpose
            raise
    if given.names:
        given.names.write_text("\n".join(map(str, visitors.answered)))
    print(json.dumps(report(visitors, time.perf_counter() - began)))


def report(visitors: Visitors, seconds: float) -> dict[str, float]:
    ordered = sorted(visitors.latencies) or [0.0]
    return {
        "answered": len(visitors.answered),
        "per_second": len(visitors.answered) / seconds,
        "p50_ms": 1000 * ordered[len(ordered) // 2],
        "p99_ms": 1000 * ordered[int(len(ordered) * 0.99)],
    }


if __name__ == "__main__":
    main(sys.argv[1:])
