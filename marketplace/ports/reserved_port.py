"""Ports that nobody else can take, for programs that are started a little later.

A free port that is only looked for is anybody's until somebody listens. Here the kernel keeps it:
a socket is bound to it that shares with nobody, and only then lets servers of the same user bind
beside it. It never listens, so it gets no connection; another reservation is refused.
"""

from __future__ import annotations

import random
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress

from marketplace.ports.own_port import is_taken

HOST = "127.0.0.1"
# Below the ephemeral ports: one of those once connected to itself.
ROOM = range(10_000, 32_000)


@contextmanager
def reserved(count: int = 1, among: range = ROOM) -> Iterator[int]:
    """Have the first of `count` ports in a row, from anywhere among these.

    Raises:
        OSError: there are none.
    """
    with ExitStack() as held:
        yield reserve(held, count, among)


def reserve(held: ExitStack, count: int = 1, among: range = ROOM) -> int:
    """The same, until `held` is closed."""
    firsts = among[: len(among) - count + 1]
    for first in random.sample(firsts, len(firsts)):
        row = range(first, first + count)
        with ExitStack() as doors, suppress(OSError):
            for port in row:
                keep(doors.enter_context(socket.socket()), port)
            if not any(is_taken(HOST, port) for port in row):  # its server may be starting again
                held.push(doors.pop_all())
                return first
    raise OSError(f"no {count} free ports in a row in {among}")


def keep(door: socket.socket, port: int) -> None:
    """Bind the port so that nobody else can. Raises OSError when somebody else has it."""
    door.bind((HOST, port))
    for option in (socket.SO_REUSEADDR, socket.SO_REUSEPORT):
        door.setsockopt(socket.SOL_SOCKET, option, 1)
