"""A database of its own for one test, with committed data and real processes on it."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from urllib.parse import unquote, urlsplit, urlunsplit

import psycopg2
import redis
from django.db import connections
from psycopg2.extensions import connection as Connection  # noqa: N812  a class, lower case there

from marketplace.embedded import roles
from marketplace.embedded.doors import page_served
from marketplace.embedded.folder import Folder
from marketplace.embedded.running import Running
from marketplace.ports.port_numbers import Ports
from marketplace.ports.reserved_port import reserve
from marketplace.processes import programs
from marketplace.processes.programs import Program
from tests.harness.servers import TEMPLATE

PATIENCE = 240  # seconds, on a machine with much else to do: who waits so long waits in vain


class Patient(Running):
    """A program that is given the time to end by itself, however busy the machine is."""

    def stop(self, patience: float = PATIENCE) -> None:
        super().stop(patience)


class Cluster:
    """One fresh database, its own broker and cache databases, ports, folder and processes.

    Args:
        name: of the database.
        number: of the pytest worker; it chooses broker databases.
        folder: FRANC_DATA of the processes.
    """

    def __init__(self, name: str, number: int, folder: Folder) -> None:
        self.name = name
        self.folder = folder
        self.superuser_url = in_database(os.environ["FRANC_TEST_SUPERUSER_URL"], name)
        self.app_url = in_database(os.environ["DATABASE_URL"], name)
        self.owner_url = in_database(os.environ["DATABASE_OWNER_URL"], name)
        self.kept = ExitStack()
        self.ports = Ports(reserve(self.kept, 2))
        self.environment = self.environment_of(number)
        self.running: list[Running] = []
        self.opened: list[Connection] = []

    def environment_of(self, number: int) -> dict[str, str]:
        broker, cache = 2 + 2 * number, 3 + 2 * number
        return {
            **os.environ,
            "FRANC_DATA": os.fspath(self.folder.root),
            "DATABASE_URL": self.app_url,
            "DATABASE_OWNER_URL": self.owner_url,
            "CELERY_BROKER_URL": with_number(os.environ["CELERY_BROKER_URL"], broker),
            "CACHE_URL": with_number(os.environ["CACHE_URL"], cache),
            "SITE_BASE_URL": self.site_url,
            "LINK_BASE_URL": self.link_url,
        }

    @property
    def site_url(self) -> str:
        return f"http://localhost:{self.ports.site}"

    @property
    def link_url(self) -> str:
        return f"http://localhost:{self.ports.links}"

    # Connections beside Django's, each committing at once; closed with the cluster.

    def app(self) -> Connection:
        """A connection as the application's role."""
        return self.connect(self.app_url)

    def owner(self) -> Connection:
        """A connection as the owner of the tables."""
        return self.connect(self.owner_url)

    def superuser(self) -> Connection:
        """A connection that may do anything, to break what the guards protect."""
        return self.connect(self.superuser_url)

    def connect(self, url: str, *, autocommit: bool = True) -> Connection:
        db = psycopg2.connect(url)
        db.autocommit = autocommit
        self.opened.append(db)
        return db

    # Processes, as the supervisor starts them.

    def site(self) -> Running:
        """The site, serving at `site_url`."""
        return self.up(programs.site(self.ports.site))[0]

    def links(self) -> Running:
        """The redirect, serving at `link_url`."""
        return self.up(programs.links(self.ports.links))[0]

    def ship(self) -> Running:
        """The shipper, from the spool of `links` to this database."""
        return self.up(programs.ship())[0]

    def relay(self) -> Running:
        """The relay, from the outbox to the broker."""
        return self.up(programs.relay())[0]

    def worker(self) -> Running:
        """A Celery worker, consuming."""
        return self.up(programs.worker())[0]

    def beat(self) -> Running:
        """The clock; a recurring task first comes after one period of its."""
        return self.up(programs.beat())[0]

    def everything(self) -> list[Running]:
        """All of the above at once, which is quicker than one after the other."""
        return self.up(*programs.in_front(self.ports), *programs.behind())

    def up(self, *started: Program) -> list[Running]:
        """Start programs together and wait until each one works."""
        running = [self.start(program) for program in started]
        for each in running:
            self.wait_until_up(each)
        return running

    def start(self, program: Program, **names: str) -> Running:
        """Start a program against this database; `names` are added to its environment.

        `.stop()` it, `.kill()` it (-9, with its children), `.start()` it again; its log is
        `.log`, its process `.process`. Whatever still runs is killed with the cluster.
        """
        running = Patient(program, self.folder, {**self.environment, **names})
        running.start()
        self.running.append(running)
        return running

    def wait_until_up(self, running: Running) -> None:
        """Wait for a started program to serve, or to say that it works."""
        signs: dict[str, Callable[[], bool]] = {
            "site": lambda: page_served(self.ports.site, "/healthz"),
            "links": lambda: page_served(self.ports.links, "/"),
            "worker": lambda: " ready." in log_of(running),
            "beat": lambda: "beat: Starting" in log_of(running),
        }
        sign = signs.get(running.name, lambda: True)
        wait_for(lambda: alive(running) and sign(), f"{running.name} to work")

    def close(self) -> None:
        for running in reversed(self.running):
            running.kill()
        for db in self.opened:
            db.close()
        self.kept.close()

    def empty_broker(self) -> None:
        """Forget every message and every cached value of this cluster."""
        for name in ("CELERY_BROKER_URL", "CACHE_URL"):
            url = urlsplit(self.environment[name])
            number = int(url.query.partition("=")[2])
            with redis.Redis(unix_socket_path=unquote(url.path), db=number) as client:
                client.flushdb()


@contextmanager
def made_cluster(name: str, number: int, folder: Folder) -> Iterator[Cluster]:
    """A cluster from the template; Django's connections of this process lead to it meanwhile."""
    superuser = os.environ["FRANC_TEST_SUPERUSER_URL"]
    roles.drop_database(in_database(superuser, "postgres"), name)
    roles.make_database(in_database(superuser, "postgres"), name, template=TEMPLATE)
    cluster = Cluster(name, number, folder)
    cluster.empty_broker()
    before = point_django_at(name)
    try:
        yield cluster
    finally:
        point_django_at(before)
        cluster.close()
        roles.drop_database(in_database(superuser, "postgres"), name)


def point_django_at(database: str) -> str:
    """Lead `default` and `owner` to another database; returns where they led."""
    before = str(connections["default"].settings_dict["NAME"])
    for alias in ("default", "owner"):
        connections[alias].close()
        # The dictionary is the one of settings.DATABASES, so that other threads follow.
        connections[alias].settings_dict["NAME"] = database
    return before


def in_database(url: str, name: str) -> str:
    """The same server and role, another database."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


def with_number(url: str, number: int) -> str:
    """The same Valkey, another of its numbered databases."""
    return f"{url.rpartition('=')[0]}={number}"


def alive(running: Running) -> bool:
    """True; an ended process fails the test with its last words."""
    code = running.ended()
    assert code is None, f"{running.name} ended ({code}):\n{running.last_words()}"
    return True


def log_of(running: Running) -> str:
    with running.log.open("rb") as log:
        log.seek(running.began_at)
        return log.read().decode(errors="replace")


def wait_for(
    condition: Callable[[], object],
    what: str = "it",
    within: float = PATIENCE,
    every: float = 0.05,
) -> None:
    """Wait until `condition()` is true; fails after `within` seconds, naming `what`."""
    deadline = time.monotonic() + within
    while not condition():
        assert time.monotonic() < deadline, f"waited {within:.0f} s in vain for {what}"
        time.sleep(every)
