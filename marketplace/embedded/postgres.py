"""PostgreSQL as a child process: made, started, stopped, from the data folder, on a unix socket."""

import os
import signal
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

import psycopg2

from marketplace.embedded.folder import Folder, last_lines
from marketplace.embedded.postmaster import wait_for_departure
from marketplace.embedded.privileges import Home, home_of
from marketplace.processes import die_with_parent
from marketplace.processes.binaries import SUPERUSER, postgres_folder, postgres_major
from marketplace.processes.refused import Refused

BUILTIN_LOCALE_SINCE = 17
STARTS_WITHIN = 60  # seconds; recovery after a power cut may take some
# For tests only: a crash of the machine may lose everything.
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class Postgres:
    """One cluster of one data folder.

    Args:
        fast: give up durability for speed (tests).
        settings: further server settings, over the defaults.
        namespaces: whether user namespaces may be used when we are root.
    """

    name = "database"

    def __init__(
        self,
        folder: Folder,
        *,
        fast: bool = False,
        settings: Mapping[str, str] | None = None,
        namespaces: bool = True,
    ) -> None:
        self.folder = folder
        self.fast = fast
        self.settings = {**(FAST if fast else {}), **(settings or {})}
        programs = postgres_folder()
        self.major = postgres_major(programs)
        self.home: Home = home_of(folder, programs, namespaces=namespaces)
        self.log = folder.logs / "postgres.log"
        self.process: subprocess.Popen[bytes] | None = None

    def url(self, user: str = SUPERUSER, database: str = "postgres") -> str:
        """The address of a database of this cluster for a role."""
        return f"postgres://{user}@/{database}?host={quote(os.fspath(self.home.sockets), safe='')}"

    def start(self) -> None:
        """Start the server, making the cluster first if there is none.

        Raises:
            Refused: it cannot, for the reason given.
        """
        self.refuse_other_version()
        if not (self.home.data / "PG_VERSION").exists():
            self.make_cluster()
        wait_for_departure(self.home.data)
        with self.log.open("ab") as log:
            self.process = die_with_parent.start(
                self.command(),
                log=log,
                env=self.environment(),
                at_death=signal.SIGINT,  # PostgreSQL's "fast shutdown"
                before=self.home.become,
            )
        self.wait_until_ready()

    def refuse_other_version(self) -> None:
        try:
            made_by = (self.home.data / "PG_VERSION").read_text().strip()
        except FileNotFoundError:
            return
        if made_by != str(self.major):
            raise Refused(
                f"{self.home.data} was made by PostgreSQL {made_by}, and this is PostgreSQL "
                f"{self.major}. Point PG_BINDIR at version {made_by}, or move the folder away."
            )

    def make_cluster(self) -> None:
        # Sorting is by code point; languages are sorted in Python, so no ICU and no OS locale.
        locale = (
            ("--locale-provider=builtin", "--locale=C.UTF-8")
            if self.major >= BUILTIN_LOCALE_SINCE
            else ("--no-locale",)
        )
        command: list[str | Path] = [*self.home.prefix, self.home.programs / "initdb"]
        command += ["--pgdata", self.home.data]
        command += ["--encoding=UTF8", *locale, "--auth=trust", f"--username={SUPERUSER}"]
        command += ["--no-sync"] if self.fast else []
        made = subprocess.run(
            command,
            env=self.environment(),
            preexec_fn=self.home.become,
            capture_output=True,
            text=True,
            cwd="/",
            check=False,
        )
        if made.returncode:
            raise Refused(f"initdb failed:\n{made.stdout}{made.stderr}")

    def command(self) -> list[str | Path]:
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": os.fspath(self.home.sockets),
            "unix_socket_permissions": "0700",
            "max_connections": "200",
            "timezone": "UTC",
            "log_timezone": "UTC",
            **self.settings,
        }
        options = [part for pair in settings.items() for part in ("-c", "=".join(pair))]
        return [
            *self.home.prefix,
            self.home.programs / "postgres",
            "-D",
            self.home.data,
            "-k",
            self.home.sockets,
            *options,
        ]

    def environment(self) -> dict[str, str]:
        """Ours, without what would steer PostgreSQL elsewhere; the wheel's libraries findable."""
        env = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
        libraries = self.home.programs.parent / "lib"
        if (libraries / "libpq.so.5").exists():
            env["LD_LIBRARY_PATH"] = os.fspath(libraries)
        return {**env, "LC_ALL": "C"}

    def wait_until_ready(self) -> None:
        deadline = time.monotonic() + STARTS_WITHIN
        while not self.answers():
            if self.process is not None and self.process.poll() is not None:
                raise Refused(f"PostgreSQL ended at once:\n{self.last_words()}")
            if time.monotonic() > deadline:
                raise Refused(f"PostgreSQL does not answer; see {self.log}")
            time.sleep(0.03)

    def answers(self) -> bool:
        try:
            psycopg2.connect(self.url(), connect_timeout=5).close()
        except psycopg2.OperationalError:
            return False
        return True

    def ended(self) -> int | None:
        """None while it runs, else its exit code."""
        return self.process.poll() if self.process is not None else None

    def last_words(self) -> str:
        """The end of its log."""
        return last_lines(self.log)

    def stop(self) -> None:
        """End the server; sessions still open are cut, nothing committed is lost."""
        if self.process is not None:
            die_with_parent.stop(self.process, signal.SIGINT, patience=30)
            self.process = None
