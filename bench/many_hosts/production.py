"""A production on hosts of its own: what marketplace/kinds_of_hosts.py says, and no more."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from bench.many_hosts import brokers
from bench.many_hosts.database import FarPostgres
from bench.many_hosts.wire import Wire
from marketplace import kinds_of_hosts
from marketplace.embedded import roles
from marketplace.embedded.folder import Folder
from marketplace.embedded.keys import keys_of
from marketplace.embedded.running import Running
from marketplace.kinds_of_hosts import Kind
from marketplace.processes import die_with_parent
from marketplace.processes.programs import ROOT

REDIRECTS = ("redirect1", "redirect2")
WORKERS = ("worker1", "worker2")
KINDS: dict[str, Kind] = {
    "site1": kinds_of_hosts.SITE,
    **dict.fromkeys(REDIRECTS, kinds_of_hosts.REDIRECT),
    **dict.fromkeys(WORKERS, kinds_of_hosts.WORKER),
}
NAMES = (*KINDS, "broker", "database", "visitors")
STARTS_WITHIN = 90  # seconds


class Production:
    """All hosts, the database and one broker.

    Args:
        broker: "rabbitmq" or "valkey".
    """

    def __init__(self, root: Path, broker: str) -> None:
        self.root = root
        self.wire = Wire(NAMES)
        self.database = FarPostgres(self.folder("database"), self.wire)
        self.broker = brokers.made(broker, self.folder("broker"), self.wire)
        self.keys = keys_of(self.folder("database"))
        self.running: dict[str, list[Running]] = {}
        self.visitors: subprocess.Popen[bytes] | None = None

    def folder(self, host: str) -> Folder:
        """The disk of a host."""
        return Folder(self.root / host).make()

    def start_servers(self) -> None:
        self.wire.connect()
        self.database.start()
        self.database.make_database()
        self.broker.start()

    def migrate(self) -> None:
        command = [sys.executable, str(ROOT / "manage.py"), "migrate", "--verbosity", "0"]
        subprocess.run(command, env={**os.environ, **self.near()}, check=True)

    def near(self) -> dict[str, str]:
        """The environment of the bench itself, which looks in from beside the database."""
        return {
            **self.keys,
            "FRANC_DATA": os.fspath(self.folder("database").root),
            "FRANC_EMBEDDED": "1",
            "DATABASE_URL": self.database.url(roles.APPLICATION, roles.DATABASE),
            "DATABASE_OWNER_URL": self.database.url(roles.OWNER, roles.DATABASE),
            "DJANGO_SETTINGS_MODULE": "marketplace.settings",
        }

    def environment(self, host: str) -> dict[str, str]:
        """What a host is told: the names that its kind needs, and nothing else."""
        told = {
            **self.keys,
            "DATABASE_URL": self.database.far_url(),
            "FRANC_DATA": os.fspath(self.folder(host).root),
            "CELERY_BROKER_URL": self.broker.far_url(),
            "CACHE_URL": "locmemcache://",
            "SITE_BASE_URL": "https://franc.example",
            "LINK_BASE_URL": "https://frn.example",
            "ALLOWED_HOSTS": ",".join(["franc.example", self.wire.addresses["site1"]]),
            "TRUSTED_PROXIES": "1",
            "EMAIL_URL": "dummymail://",
        }
        needed = {name: told[name] for name in KINDS[host].needs}
        return {**needed, "PATH": os.environ["PATH"], "PYTHONPATH": os.fspath(ROOT)}

    def start(self, names: Iterable[str] = tuple(KINDS)) -> None:
        """Start everything that runs on these hosts."""
        for host in names:
            programs = [
                replace(each, command=self.wire.on(host, each.command))
                for each in KINDS[host].programs
            ]
            environment = self.environment(host)
            disk = self.folder(host)
            self.running[host] = [Running(each, disk, environment) for each in programs]
            for running in self.running[host]:
                running.start()

    def kill(self, host: str) -> None:
        """kill -9 of everything that runs on a host."""
        for each in self.running[host]:
            each.kill()

    def ended(self) -> list[str]:
        """Programs that ended by themselves: nothing here starts them again."""
        return [
            f"{each.name} on {host} ({each.ended()}): {each.last_words()}"
            for host, running in self.running.items()
            for each in running
            if each.ended() is not None
        ]

    def send_visitors(self, codes: list[str], rate: float) -> None:
        """Let visitors come, through a proxy of ours, until they are called off."""
        disk = self.folder("visitors").root
        (disk / "codes").write_text(" ".join(codes))
        addresses = [
            f"{self.wire.addresses[name]}:{kinds_of_hosts.LINKS_PORT}" for name in REDIRECTS
        ]
        command = (sys.executable, "-m", "bench.many_hosts.visitors", *addresses)
        named = ("--rate", str(rate), "--codes", disk / "codes", "--account", self.account)
        with (disk / "log" / "visitors.log").open("ab") as log:
            self.visitors = die_with_parent.start(
                self.wire.on("visitors", [*command, *named]),
                log=log,
                env={"PATH": os.environ["PATH"], "PYTHONPATH": os.fspath(ROOT)},
            )

    def call_off_visitors(self) -> None:
        if self.visitors is not None:
            die_with_parent.stop(self.visitors)

    @property
    def account(self) -> Path:
        return self.folder("visitors").root / "account"

    def log_of(self, host: str, program: str) -> Path:
        return self.folder(host).logs / f"{program}.log"

    def page(self, host: str, port: int, path: str) -> tuple[int, str]:
        """Return status and text of a page of a host; (0, "") when it does not answer."""
        client = HTTPConnection(self.wire.addresses[host], port, timeout=5)
        try:
            client.request("GET", path)
            answer = client.getresponse()
            return answer.status, answer.read().decode()
        except (OSError, HTTPException):
            return 0, ""
        finally:
            client.close()

    def wait_until_it_works(self) -> None:
        """Wait until every host serves or says that it works."""
        for host in REDIRECTS:
            wait_for(partial(self._serves, host, kinds_of_hosts.LINKS_PORT), host)
        wait_for(partial(self._serves, "site1", kinds_of_hosts.SITE_PORT), "site1")
        for host in WORKERS:
            wait_for(partial(self._is_ready, host), host)

    def _serves(self, host: str, port: int) -> bool:
        return self.page(host, port, "/healthz")[0] == 200

    def _is_ready(self, host: str) -> bool:
        return " ready." in self.log_of(host, "worker").read_text()

    def stop(self) -> None:
        """In order; what is left is taken by the kernel with the namespaces."""
        self.call_off_visitors()
        for running in self.running.values():
            for each in running:
                each.kill()
        self.broker.stop()
        self.database.stop()


def wait_for(condition: Callable[[], object], what: str, within: float = STARTS_WITHIN) -> None:
    """Raises RuntimeError after `within` seconds, naming `what`."""
    deadline = time.monotonic() + within
    while not condition():
        if time.monotonic() > deadline:
            raise RuntimeError(f"waited {within:.0f} s in vain for {what}")
        time.sleep(0.2)
