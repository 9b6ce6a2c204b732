"""The servers that are compared: each on the same core, with one process that works."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from itertools import count
from pathlib import Path

from bench.database import URL
from marketplace.ports import own_port
from marketplace.ports.reserved_port import reserved
from marketplace.processes import die_with_parent
from marketplace.processes.programs import ROOT

STARTS_WITHIN = 20  # seconds
HOST = "127.0.0.1"
TICKS = os.sysconf("SC_CLK_TCK")
GRANIAN = (sys.executable, "-m", "granian", "--workers", "1", "--backlog", "4096", "--no-ws")
NGINX = """
daemon off; worker_processes 1; error_log stderr; pid {folder}/nginx.pid;
events {{ worker_connections 1024; }}
http {{
    access_log off; keepalive_requests 100000000;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    server {{
        listen 127.0.0.1:{port} backlog=4096;
        add_header Cache-Control no-store always; add_header X-Robots-Tag noindex always;
        location / {{ return 302 {url}; }}
    }}
}}
"""


class Contestant:
    """One server, pinned to a core.

    Args:
        command: with {port} where its port goes.
        folder: FRANC_DATA, where its log goes too.
    """

    def __init__(
        self, name: str, command: list[str], port: int, folder: Path, names: Mapping[str, str]
    ) -> None:
        self.name = name
        self.command = [part.format(port=port) for part in command]
        self.port = port
        self.folder = folder
        self.environment = {
            **os.environ,
            **names,
            "FRANC_DATA": os.fspath(folder),
            "PYTHONPATH": os.fspath(ROOT),
        }
        self.process: subprocess.Popen[bytes] | None = None

    def start(self, core: int) -> None:
        # The yardsticks would share it, and the measurement.
        if own_port.is_taken(HOST, self.port):
            raise RuntimeError(f"port {self.port} is of {own_port.who_serves(HOST, self.port)}")
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "server.log").open("ab") as log:
            self.process = die_with_parent.start(
                self.command,
                log=log,
                env=self.environment,
                before=lambda: os.sched_setaffinity(0, {core}),
            )
        self.wait_until_it_answers()

    def wait_until_it_answers(self) -> None:
        until = time.monotonic() + STARTS_WITHIN
        while time.monotonic() < until:
            with suppress(OSError), socket.create_connection(("127.0.0.1", self.port)) as door:
                door.sendall(b"GET /nothing HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                if door.recv(1):
                    return
            time.sleep(0.05)
        raise RuntimeError(f"{self.name} does not answer; see {self.folder / 'server.log'}")

    def stop(self) -> None:
        if self.process is not None:
            die_with_parent.stop(self.process)

    def kill(self) -> None:
        """kill -9 of the process and of everything it started."""
        if self.process is not None:
            os.killpg(self.process.pid, 9)
            self.process.wait()

    def cpu_seconds(self) -> float:
        """What its process tree has used until now, in user and kernel mode."""
        return sum(ticks(pid) for pid in tree(self.process.pid)) / TICKS if self.process else 0.0


def tree(pid: int) -> list[int]:
    """Return a process and all below it; one that ends meanwhile is without children."""
    children: list[str] = []
    with suppress(FileNotFoundError, ProcessLookupError):
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(other for child in children for other in tree(int(child)))]


def ticks(pid: int) -> int:
    after_name = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(after_name[11]) + int(after_name[12])


def contestants(root: Path, database: str) -> dict[str, Contestant]:
    """The redirect and its yardsticks, by name; nginx only where it is installed."""
    commands: dict[str, list[str]] = {
        "redirect": [sys.executable, "-m", "campaigns.clicks.redirect", "--port", "{port}"],
        "rsgi_static": [
            *GRANIAN,
            *("--interface", "rsgi", "--runtime-mode", "st", "--http", "1", "--port", "{port}"),
            "bench.static_redirect:app",
        ],
        "naive_view": [
            *GRANIAN,
            *("--interface", "wsgi", "--blocking-threads", "4", "--port", "{port}"),
            "bench.naive_view:app",
        ],
    }
    nginx = shutil.which("nginx")
    if nginx:
        commands["nginx"] = [nginx, "-p", os.fspath(root), "-c", os.fspath(root / "nginx.conf")]
    with reserved(len(commands)) as first:  # let go of again: nginx shares with nobody
        ports = dict(zip(commands, count(first), strict=False))
    if nginx:
        page = NGINX.format(folder=root, port=ports["nginx"], url=URL)
        (root / "nginx.conf").write_text(page)
    return {
        name: Contestant(name, command, ports[name], root / name, {"DATABASE_URL": database})
        for name, command in commands.items()
    }
