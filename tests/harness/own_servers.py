"""A PostgreSQL and a Valkey of one test alone, which may kill them; both keep what they promise."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from django.db import connections

from marketplace.embedded import roles
from marketplace.embedded.folder import Folder
from marketplace.embedded.postgres import Postgres
from marketplace.embedded.valkey import Valkey
from tests.harness.cluster import PATIENCE, Cluster, made_cluster
from tests.harness.servers import PRISTINE, TEMPLATE


class OwnServers:
    """Both servers, not started."""

    def __init__(self, folder: Folder) -> None:
        self.postgres = Postgres(folder)
        self.valkey = Valkey(folder)

    def start(self) -> None:
        self.postgres.start()
        self.valkey.start()

    def stop(self) -> None:
        self.valkey.stop()
        self.postgres.stop()

    def environment(self) -> dict[str, str]:
        return {
            "DATABASE_URL": self.postgres.url(roles.APPLICATION, TEMPLATE),
            "DATABASE_OWNER_URL": self.postgres.url(roles.OWNER, TEMPLATE),
            "FRANC_TEST_SUPERUSER_URL": self.postgres.url(database=TEMPLATE),
            "CELERY_BROKER_URL": self.valkey.broker_url(),
            "CACHE_URL": self.valkey.cache_url(),
        }

    def stop_database_at_once(self) -> None:
        """PostgreSQL's immediate shutdown: what was not in the write-ahead log is gone."""
        end(self.postgres.process, signal.SIGQUIT)

    def kill_broker(self) -> None:
        end(self.valkey.process, signal.SIGKILL)

    def empty_broker(self) -> None:
        """Kill the broker and take away what it had on disk."""
        self.kill_broker()
        shutil.rmtree(self.valkey.folder.valkey)
        self.valkey.folder.valkey.mkdir(mode=0o700)


def end(process: subprocess.Popen[bytes] | None, number: signal.Signals) -> None:
    assert process is not None
    process.send_signal(number)
    process.wait(PATIENCE)


@contextmanager
def cluster_of_its_own(number: int, folder: Folder) -> Iterator[tuple[Cluster, OwnServers]]:
    """Servers copied from those of all tests, and a cluster on them."""
    servers = OwnServers(folder)
    copy_database(servers.postgres)
    servers.start()
    try:
        with (
            named(servers.environment()),
            django_at(servers.postgres.home.sockets),
            made_cluster("franc_fault", number, folder) as cluster,
        ):
            yield cluster, servers
    finally:
        servers.stop()


def copy_database(postgres: Postgres) -> None:
    """Copy the cluster as it was when its template had been migrated."""
    home = postgres.home
    command = [*home.prefix, "cp", "--archive", os.environ[PRISTINE], os.fspath(home.data)]
    subprocess.run(command, preexec_fn=home.become, check=True, cwd="/")


@contextmanager
def named(names: Mapping[str, str]) -> Iterator[None]:
    """Have these in the environment meanwhile."""
    before = {name: os.environ[name] for name in names}
    os.environ.update(names)
    try:
        yield
    finally:
        os.environ.update(before)


@contextmanager
def django_at(sockets: Path) -> Iterator[None]:
    """Lead Django's connections of this process to another server meanwhile."""
    aliases = ("default", "owner")
    before = {alias: connections[alias].settings_dict["HOST"] for alias in aliases}
    try:
        for alias in aliases:
            connections[alias].close()
            connections[alias].settings_dict["HOST"] = os.fspath(sockets)
        yield
    finally:
        for alias in aliases:
            connections[alias].close()
            connections[alias].settings_dict["HOST"] = before[alias]
