"""Hosts with addresses of their own: network namespaces around a router that can cut each off.

All of it lives in a namespace of networks, mounts and processes that `enter` begins: whatever ends
the command, the kernel takes everything back. Nothing leaves the machine, nothing stays behind, and
without root a user namespace does.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

ROUTER = "10.77.0.1"
FIRST = 10  # the last number of the first host's address
INSIDE = "FRANC_INSIDE_NAMESPACES"
NAMESPACES = ("--net", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc")
# Says to the host itself what it is called: shippers and workers name themselves after it.
NAMED = 'echo "$0" > /proc/sys/kernel/hostname && exec "$@"'


def enter(command: Sequence[str | Path]) -> list[str]:
    """Return the command that runs `command` inside namespaces, where Wire can be made."""
    user = [] if os.geteuid() == 0 else ["--user", "--map-root-user"]
    return ["unshare", *user, *NAMESPACES, *(os.fspath(part) for part in command)]


class Wire:
    """The hosts, connected to one router and to nothing else.

    A host that is cut off hears nothing and is not heard: its connections hang, and no error tells
    anybody. That is the hard case; a killed server at least closes its connections.
    """

    def __init__(self, names: Sequence[str]) -> None:
        self.addresses = {name: f"10.77.0.{FIRST + n}" for n, name in enumerate(names)}

    def connect(self) -> None:
        """Make the hosts. Only inside namespaces of our own: there we may do no harm."""
        if not os.environ.get(INSIDE):
            raise RuntimeError("outside of namespaces of its own this would change the machine")
        run("mount", "-t", "tmpfs", "franc", "/run")  # where ip(8) keeps the names of namespaces
        Path("/run/netns").mkdir()
        Path("/proc/sys/net/ipv4/ip_forward").write_text("1")
        run("ip", "link", "set", "lo", "up")
        for name, address in self.addresses.items():
            self._connect(name, address)

    def _connect(self, name: str, address: str) -> None:
        run("ip", "netns", "add", name)
        run("ip", "link", "add", name, "type", "veth", "peer", "name", "eth0", "netns", name)
        run("ip", "link", "set", name, "up")
        run("ip", "address", "add", f"{ROUTER}/32", "dev", name)
        run("ip", "route", "add", address, "dev", name)
        for line in (
            "link set lo up",
            "link set eth0 up",
            f"address add {address}/32 dev eth0",
            f"route add {ROUTER} dev eth0",
            f"route add default via {ROUTER}",
        ):
            run("ip", "-n", name, *line.split())

    def on(self, name: str, command: Sequence[str | Path]) -> tuple[str | Path, ...]:
        """Return the command that runs `command` on a host."""
        there = ("ip", "netns", "exec", name, "unshare", "--uts")
        return (*there, "/bin/sh", "-c", NAMED, name, *command)

    def cut(self, name: str) -> None:
        """Drop every packet to and from a host, silently."""
        self._rule("add", name)

    def heal(self, name: str) -> None:
        self._rule("del", name)

    def _rule(self, act: str, name: str) -> None:
        for direction in ("from", "to"):
            run("ip", "rule", act, direction, self.addresses[name], "blackhole")


def run(*command: str) -> None:
    """Raises RuntimeError with what the program said."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)}: {done.stderr.strip()}")
