"""The two servers of a data folder together: started by the first who needs them, then shared."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from marketplace.embedded import roles
from marketplace.embedded.addresses import environment, is_embedded
from marketplace.embedded.folder import Folder
from marketplace.embedded.postgres import Postgres
from marketplace.embedded.turns import Lock
from marketplace.embedded.valkey import Valkey
from marketplace.ports.port_numbers import Ports


@dataclass
class Servers:
    """PostgreSQL and Valkey; None where the environment names another one."""

    folder: Folder
    postgres: Postgres | None
    valkey: Valkey | None
    fresh: bool = False  # the database was just made and has no tables

    @classmethod
    def of(cls, folder: Folder, *, fast: bool = False) -> "Servers":
        """The servers of this folder, not started."""
        return cls(
            folder,
            Postgres(folder, fast=fast) if is_embedded(os.environ, "DATABASE_URL") else None,
            Valkey(folder) if is_embedded(os.environ, "CELERY_BROKER_URL") else None,
        )

    def each(self) -> list[Postgres | Valkey]:
        """Those that are ours, in the order they are started."""
        return [server for server in (self.postgres, self.valkey) if server is not None]

    def start(self) -> None:
        """Start both; the database and its roles are made when they are missing."""
        for server in self.each():
            server.start()
        self.make_database()

    def make_database(self) -> None:
        """Make the roles and the database that are missing."""
        if self.postgres is not None:
            roles.make_roles(self.postgres.url())
            self.fresh = roles.make_database(self.postgres.url())

    def wait_until_ready(self) -> None:
        """Wait for servers another process is starting."""
        if self.postgres is not None:
            self.postgres.wait_until_ready()

    def stop(self) -> None:
        for server in reversed(self.each()):
            server.stop()

    def environment(self, ports: Ports) -> dict[str, str]:
        """The environment for processes that use these servers."""
        return environment(self.folder, self.postgres, self.valkey, ports)


@contextmanager
def shared_servers(folder: Folder, name: str) -> Iterator[Servers]:
    """The running servers of this folder, or ones started now and stopped after the last user.

    Args:
        name: who asks, for the message another may show.
    """
    servers = Servers.of(folder)
    with Lock(folder.root / "users.lock") as users, Lock(folder.root / "servers.lock") as ours:
        users.take(shared=True)
        if not ours.take(wait=False):
            servers.wait_until_ready()
            yield servers
            return
        ours.sign(name)
        try:
            servers.start()
            yield servers
        finally:
            users.take()  # whoever joined in the meantime finishes first
            servers.stop()
