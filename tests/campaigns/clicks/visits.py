"""Visitors of links, over HTTP, and redirects for them that need no database."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

from campaigns.clicks.recording import record
from campaigns.clicks.recording.record import Record
from campaigns.clicks.redirect import link_snapshot
from campaigns.clicks.redirect.link_map import Destination
from marketplace.ports.reserved_port import reserve
from marketplace.processes import die_with_parent
from tests.campaigns.clicks.making import LANDING
from tests.harness.cluster import PATIENCE, wait_for

BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
REDIRECT = ("-m", "campaigns.clicks.redirect")
SITE = "https://franc.example"


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: str


def visit(
    port: int, path: str, headers: dict[str, str] | None = None, method: str = "GET"
) -> Answer:
    """One request on a connection of its own; redirections are not followed."""
    with closing(HTTPConnection("127.0.0.1", port, timeout=PATIENCE)) as client:
        client.request(method, path, headers={"User-Agent": BROWSER, **(headers or {})})
        answer = client.getresponse()
        names = {name.lower(): value for name, value in answer.getheaders()}
        return Answer(answer.status, names, answer.read().decode())


def serves(port: int) -> bool:
    """Whether a redirect answers there."""
    with suppress(OSError):
        return visit(port, "/healthz").status == 200
    return False


def metric(port: int, name: str) -> float:
    """The sum over all processes of a counter of /metrics."""
    lines = visit(port, "/metrics").body.splitlines()
    found = [line.split()[-1] for line in lines if line.startswith(f"franc_redirect_{name}{{")]
    return sum(map(float, found))


class Alone:
    """A redirect that knows the link `spring1` from a snapshot: it has no database.

    Args:
        program: what Python runs; the redirect, or a variation of it.
        keep_snapshot: leave that of a redirect before it.
        port: of another that still has it, else one of its own.
        limit: largest file it may write, in bytes: beyond it the disk is as good as full.
    """

    def __init__(
        self,
        data: Path,
        *arguments: str,
        program: Sequence[str] = REDIRECT,
        limit: int | None = None,
        keep_snapshot: bool = False,
        port: int | None = None,
        **names: str,
    ) -> None:
        self.spool = data / "spool"
        self.spool.mkdir(parents=True, exist_ok=True)
        if not keep_snapshot:
            link_snapshot.save(self.spool, {"spring1": Destination(7, 3, LANDING)})
        self.kept = ExitStack()
        self.port = port or reserve(self.kept)
        cut = ["prlimit", f"--fsize={limit}"] if limit else []
        kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
        kept["PYTHONDONTWRITEBYTECODE"] = "1"  # the limit would cut that short, too
        self.process = die_with_parent.start(
            [*cut, sys.executable, *program, "--port", str(self.port), *arguments],
            env={**kept, "FRANC_DATA": os.fspath(data), "SITE_BASE_URL": SITE, **names},
        )
        wait_for(self.serves, "the redirect to serve")

    def serves(self) -> bool:
        assert self.process.poll() is None, "the redirect ended"
        return serves(self.port)

    def visit(self, path: str = "/spring1", method: str = "GET", **headers: str) -> Answer:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return visit(self.port, path, named, method)

    def metric(self, name: str) -> float:
        return metric(self.port, name)

    def stop(self) -> None:
        die_with_parent.stop(self.process, patience=PATIENCE)
        self.kept.close()

    def recorded(self) -> list[Record]:
        """What is in the spool, in whichever state."""
        return recorded(self.spool)


def recorded(spool: Path) -> list[Record]:
    segments = sorted([*spool.glob("*.ready"), *spool.glob("*.open")])
    written = [path.read_bytes().partition(b"\0")[0] for path in segments]
    lines = [line for text in written for line in text.splitlines()]
    return [record.decode(line) for line in lines]
