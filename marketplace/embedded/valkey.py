"""Valkey, the broker of the embedded default, as a child process on a unix socket."""

import os
import signal
import socket
import subprocess
import time
from pathlib import Path
from urllib.parse import quote

from marketplace.embedded.folder import Folder, last_lines
from marketplace.processes import die_with_parent
from marketplace.processes.binaries import valkey_server
from marketplace.processes.refused import Refused

STARTS_WITHIN = 30  # seconds; it reads its append-only file first
DATABASES = 256  # tests take one each
BROKER_DATABASE = 0
CACHE_DATABASE = 1


class Valkey:
    """The broker of one data folder: appended to disk every second, nothing ever evicted."""

    name = "broker"

    def __init__(self, folder: Folder) -> None:
        self.folder = folder
        self.socket = folder.sockets / "valkey.sock"
        self.log = folder.logs / "valkey.log"
        self.process: subprocess.Popen[bytes] | None = None

    def broker_url(self, database: int = BROKER_DATABASE) -> str:
        """The address for Celery."""
        return f"redis+socket://{quote(os.fspath(self.socket))}?virtual_host={database}"

    def cache_url(self, database: int = CACHE_DATABASE) -> str:
        """The address for Django's cache."""
        return f"rediscache://{quote(os.fspath(self.socket))}?db={database}"

    def start(self) -> None:
        """Start the server.

        Raises:
            Refused: it ended at once or does not answer.
        """
        with self.log.open("ab") as log:
            self.process = die_with_parent.start(self.command(), log=log, at_death=signal.SIGTERM)
        deadline = time.monotonic() + STARTS_WITHIN
        while not self.answers():
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise Refused(f"Valkey does not start; see {self.log}")
            time.sleep(0.02)

    def command(self) -> list[str | Path]:
        options = {
            "port": "0",
            "unixsocket": os.fspath(self.socket),
            "unixsocketperm": "700",
            "dir": os.fspath(self.folder.valkey),
            "databases": str(DATABASES),
            "appendonly": "yes",
            "appendfsync": "everysec",
            "maxmemory-policy": "noeviction",
            "save": "",
            "daemonize": "no",
        }
        return [valkey_server(), *(part for k, v in options.items() for part in (f"--{k}", v))]

    def answers(self) -> bool:
        """Whether it serves; while it still reads its file it says LOADING instead of PONG."""
        with socket.socket(socket.AF_UNIX) as client:
            client.settimeout(2)
            try:
                client.connect(os.fspath(self.socket))
                client.sendall(b"PING\r\n")
                return client.recv(64).startswith(b"+PONG")
            except OSError:
                return False

    def ended(self) -> int | None:
        """None while it runs, else its exit code."""
        return self.process.poll() if self.process is not None else None

    def last_words(self) -> str:
        """The end of its log."""
        return last_lines(self.log)

    def stop(self) -> None:
        """End the server; it writes what is pending first."""
        if self.process is not None:
            die_with_parent.stop(self.process)
            self.process = None
