"""Who has a port of this machine, as the kernel says it (proc(5))."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator
from pathlib import Path

LISTENS = "0A"  # the state TCP_LISTEN
LONGEST_COMMAND = 120
ANOTHER = "another program"
Address = ipaddress.IPv4Address | ipaddress.IPv6Address
SOCKET = re.compile(r"socket:\[(\d+)\]")


def who_listens(address: str, port: int) -> str:
    """Who listens there, or where it would be shared: on every address, on a part of ours."""
    inodes = {inode for there, inode in _listeners(port) if overlap(address, there)}
    return who_has(inodes)


def is_served_by(pid: int, port: int) -> bool:
    """Whether a process or one below it has a socket that listens on the port."""
    inodes = {inode for _address, inode in _listeners(port)}
    return any(
        inodes & set(_sockets_of(process)) for process in _processes() if pid in _ancestry(process)
    )


def who_has(inodes: set[str]) -> str:
    """The process that has one of these sockets, where we may read it."""
    for process in _processes():
        if inodes & set(_sockets_of(process)):
            return _described(process)
    return ANOTHER


def overlap(one: str, other: str) -> bool:
    """Whether two addresses cannot both have a port: they are the same, or one has the other."""
    here, there = _plain(one), _plain(other)
    return here == there or _has(here, there) or _has(there, here)


def _has(all_of_them: Address, address: Address) -> bool:
    """Whether the first is every address, of this kind too: `::` has those of IPv4 as well."""
    return all_of_them.is_unspecified and all_of_them.version >= address.version


def _plain(address: str) -> Address:
    found = ipaddress.ip_address(address)
    return getattr(found, "ipv4_mapped", None) or found


def _listeners(port: int) -> Iterator[tuple[str, str]]:
    """Address and inode of each socket that listens on the port."""
    for table in (Path("/proc/net/tcp"), Path("/proc/net/tcp6")):
        for line in table.read_text().splitlines()[1:] if table.exists() else ():
            _, local, _, state, *_, inode = line.split()[:10]
            address, _, number = local.partition(":")
            if state == LISTENS and int(number, 16) == port:
                yield _address(address), inode


def _address(words: str) -> str:
    """As the kernel writes it: words of four bytes, each in the machine's order."""
    packed = b"".join(bytes.fromhex(words[at : at + 8])[::-1] for at in range(0, len(words), 8))
    return str(ipaddress.ip_address(packed))


def _sockets_of(process: Path) -> Iterator[str]:
    try:
        for handle in (process / "fd").iterdir():
            found = SOCKET.fullmatch(str(handle.readlink()))
            if found:
                yield found[1]
    except OSError:  # it has ended, or belongs to somebody else
        return


def _processes() -> Iterator[Path]:
    yield from Path("/proc").glob("[0-9]*")


def _ancestry(process: Path) -> Iterator[int]:
    """A process and all above it, by their numbers."""
    number = int(process.name)
    while number:
        yield number
        try:
            # The command stands in parentheses and may hold any others.
            state_and_parent = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
        except OSError:  # it has ended
            return
        number = int(state_and_parent[1])


def _described(process: Path) -> str:
    try:
        words = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        return ANOTHER
    return f"process {process.name} ({words.strip()[:LONGEST_COMMAND] or 'unnamed'})"
