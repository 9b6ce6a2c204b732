"""A server's port is its own: it refuses to start where somebody listens, and says who.

granian lets every process of the same user listen beside it (SO_REUSEPORT): a second server on the
same port starts without a word, and the kernel gives each some of the visitors. So ours take their
port first. While a server lives it has a name in the kernel (an abstract unix socket named after
port and address, gone with its process): of two that start at once one is refused, and nobody gets
in while the other starts its children again.
"""

from __future__ import annotations

import errno
import ipaddress
import os
import socket
import sys
import time
from pathlib import Path
from typing import NoReturn

from marketplace.ports.who_listens import overlap, who_has, who_listens

LEAVES_WITHIN = 5.0  # seconds that the children of a killed server may need to end
LOOKS_EVERY = 0.05
NAME = "franc-serves-{port}-"
NAMES = Path("/proc/net/unix")
_kept: list[socket.socket] = []
TAKEN = 2  # the exit code of a server whose port somebody has


class PortTaken(Exception):
    """Somebody serves there; the message says who."""


def take_or_exit(host: str, port: int) -> None:
    """Take a port for the life of this process; without it the process ends (2) and says why."""
    try:
        take(host, port)
    except PortTaken as reason:
        refuse(f"{reason} Choose another with --port.")
    except (OSError, OverflowError, ValueError) as error:
        refuse(f"Port {port} of {host} cannot be had: {error}.")


def refuse(reason: str) -> NoReturn:
    sys.stderr.write(f"{reason}\n")
    sys.exit(TAKEN)


def take(host: str, port: int, patience: float = LEAVES_WITHIN) -> None:
    """Take a port before anything listens on it.

    Args:
        patience: seconds to wait for a server that is ending.

    Raises:
        PortTaken: somebody listens there, or serves there and starts its children again.
        OSError: the address is not one of this machine, or the port is not allowed.
        OverflowError, ValueError: this is no port, or no address.
    """
    until = time.monotonic() + patience
    while (name := hold(host, port)) is None:
        if time.monotonic() >= until:
            raise PortTaken(f"Port {port} of {host} is taken by {who_serves(host, port)}.")
        time.sleep(LOOKS_EVERY)
    _kept.append(name)
    os.register_at_fork(after_in_child=name.close)  # a child that ends slowly holds nobody up


def is_taken(host: str, port: int) -> bool:
    """Whether `take` would have to wait now."""
    name = hold(host, port)
    if name is not None:
        name.close()
    return name is None


def who_serves(host: str, port: int) -> str:
    """The process that has the port, as part of a sentence."""
    _, address = parsed(host)
    names = names_of(address, port)
    return who_has(names) if names else who_listens(address, port)


def hold(host: str, port: int) -> socket.socket | None:
    """What holds the port while it is open, None where somebody else has it.

    First the name, then the look at others: of two at once each sees the other's name.
    """
    family, address = parsed(host)
    name = socket.socket(socket.AF_UNIX)
    try:
        name.bind(f"\0{NAME.format(port=port)}{address}")
        others = len(names_of(address, port)) > 1
        if not others and not somebody_listens(family, address, port):
            return name
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            name.close()
            raise
    name.close()
    return None


def somebody_listens(family: int, address: str, port: int) -> bool:
    """Whether the kernel lets nobody bind there who does not share."""
    with socket.socket(family) as door:
        # Connections that are over (TIME_WAIT) do not count then: who listens does.
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind((address, port))
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
            return True
    return False


def names_of(address: str, port: int) -> set[str]:
    """Inodes of the names with which servers hold this port, ours among them."""
    begins = "@" + NAME.format(port=port)
    lines = NAMES.read_text().splitlines() if NAMES.exists() else []
    sockets = (line.split(maxsplit=7) for line in lines if begins in line)
    return {found[6] for found in sockets if overlap(address, found[7].removeprefix(begins))}


def parsed(host: str) -> tuple[int, str]:
    """The family of an address and the address, written in one way; a name is none to granian."""
    address = ipaddress.ip_address(host)
    return socket.AF_INET6 if address.version == 6 else socket.AF_INET, str(address)
