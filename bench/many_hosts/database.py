"""PostgreSQL on a host of its own: over TCP, with passwords."""

from __future__ import annotations

import secrets
from pathlib import Path

from psycopg2.sql import SQL, Identifier, Literal

from bench.many_hosts.wire import Wire
from marketplace.embedded import roles
from marketplace.embedded.folder import Folder
from marketplace.embedded.postgres import Postgres

HOST = "database"
PORT = 5432
RULES = """
local all all trust
host all all 10.77.0.0/24 scram-sha-256
"""


class FarPostgres(Postgres):
    """A cluster on the host `database`. The bench itself looks in through its unix socket."""

    def __init__(self, folder: Folder, wire: Wire) -> None:
        self.wire = wire
        self.address = wire.addresses[HOST]
        self.password = secrets.token_urlsafe(16)
        super().__init__(folder, settings={"listen_addresses": self.address})

    def make_cluster(self) -> None:
        super().make_cluster()
        (self.home.data / "pg_hba.conf").write_text(RULES)

    def command(self) -> list[str | Path]:
        return list(self.wire.on(HOST, super().command()))

    def make_database(self) -> None:
        """Make the database and its two roles, with passwords."""
        roles.make_roles(self.url())
        roles.make_database(self.url())
        with roles.as_superuser(self.url()) as cursor:
            for role in (roles.OWNER, roles.APPLICATION):
                set_password = SQL("ALTER ROLE {} PASSWORD {}")
                cursor.execute(set_password.format(Identifier(role), Literal(self.password)))

    def far_url(self, role: str = roles.APPLICATION) -> str:
        """The address for the other hosts."""
        return f"postgres://{role}:{self.password}@{self.address}:{PORT}/{roles.DATABASE}"
