"""Steady visitors of several redirect hosts, and an account of who was answered.

    python -m bench.many_hosts.visitors --rate 250 --codes FILE --account FILE ADDRESS:PORT ...

Each is a visitor of their own, behind the one proxy that the hosts are told of. A line of the
account: when the visitor was there (seconds), number of the host, id of the click (`-` when no
answer came), milliseconds. The id is in the address the visitor was sent to.
"""

from __future__ import annotations

import argparse
import asyncio
import re
import signal
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from itertools import count
from pathlib import Path

from payouts.demo.traffic import BROWSERS

PATIENCE = 4.0  # seconds that a visitor waits
WRITE_EVERY = 0.5  # seconds
LONGEST = 3600.0  # seconds: whatever happens, it ends
NOBODY = "-"  # was answered
TOKEN = re.compile(rb"franc_click=([0-9a-f-]{36})")


def visitor(number: int) -> str:
    """Return an address that no other visitor has (RFC 3849: for documentation)."""
    return f"2001:db8:{number >> 16:x}:{number & 0xFFFF:x}::1"


class Crowd:
    """Visitors on a schedule; a host that does not answer delays nobody else."""

    def __init__(self, hosts: Sequence[str], codes: Sequence[str], account: Path) -> None:
        self.hosts = [(address, int(port)) for address, port in (h.split(":") for h in hosts)]
        self.codes = codes
        self.account = account
        self.lines: list[str] = []
        self.stopping = asyncio.Event()
        self.gone = asyncio.Event()  # nobody is on the way any more

    async def come(self, rate: float, seconds: float) -> None:
        began, there = time.monotonic(), set[asyncio.Task[None]]()
        writing = asyncio.create_task(self._write())
        for number in count():
            due = number / rate
            if self.stopping.is_set() or due > seconds:
                break
            await asyncio.sleep(max(0.0, began + due - time.monotonic()))
            task = asyncio.create_task(self._visit(number))
            there.add(task)
            task.add_done_callback(there.discard)
        await asyncio.gather(*there)
        self.gone.set()
        await writing

    async def _visit(self, number: int) -> None:
        host, at = number % len(self.hosts), time.time()
        click = NOBODY
        with suppress(OSError, TimeoutError):
            click = await asyncio.wait_for(self._ask(number, *self.hosts[host]), PATIENCE)
        self.lines.append(f"{at:.3f} {host} {click} {1000 * (time.time() - at):.1f}\n")

    async def _ask(self, number: int, address: str, port: int) -> str:
        reader, writer = await asyncio.open_connection(address, port)
        try:
            writer.write(self._request(number))
            answer = await reader.readuntil(b"\r\n\r\n")
        except asyncio.IncompleteReadError:
            return NOBODY
        finally:
            writer.close()
        found = TOKEN.search(answer) if answer.startswith(b"HTTP/1.1 302") else None
        return found[1].decode() if found else NOBODY

    def _request(self, number: int) -> bytes:
        return (
            f"GET /{self.codes[number % len(self.codes)]} HTTP/1.1\r\nHost: frn.example\r\n"
            f"User-Agent: {BROWSERS[number % len(BROWSERS)]}\r\n"
            f"X-Forwarded-For: {visitor(number)}\r\nReferer: https://www.facebook.com/\r\n"
            "Accept-Language: fr-FR,fr;q=0.9\r\nConnection: close\r\n\r\n"
        ).encode()

    async def _write(self) -> None:
        while not self.gone.is_set() or self.lines:
            lines, self.lines = self.lines, []
            with self.account.open("a") as account:
                account.writelines(lines)
            with suppress(TimeoutError):
                await asyncio.wait_for(self.gone.wait(), WRITE_EVERY)


async def run(given: argparse.Namespace) -> None:
    crowd = Crowd(given.hosts, given.codes.read_text().split(), given.account)
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, crowd.stopping.set)
    await crowd.come(given.rate, min(given.seconds, LONGEST))


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.many_hosts.visitors")
    parser.add_argument("hosts", nargs="+")
    parser.add_argument("--rate", type=float, default=250.0, help="a second, of all hosts together")
    parser.add_argument("--seconds", type=float, default=LONGEST)
    parser.add_argument("--codes", type=Path, required=True)
    parser.add_argument("--account", type=Path, required=True)
    asyncio.run(run(parser.parse_args(arguments)))


if __name__ == "__main__":
    main(sys.argv[1:])
