"""Where a database is: as the settings name it, as an address, and as libpq's programs read it."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import quote, urlencode

import environ
import psycopg2
from django.conf import settings
from psycopg2.extensions import connection as Connection  # noqa: N812  its name there is lower case
from psycopg2.extensions import make_dsn

from marketplace.processes.refused import Refused

# "Environment Variables" of libpq. A password among a program's arguments is everybody's.
LIBPQ = {
    "host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD",
    "dbname": "PGDATABASE", "sslmode": "PGSSLMODE", "sslrootcert": "PGSSLROOTCERT",
    "sslcert": "PGSSLCERT", "sslkey": "PGSSLKEY", "connect_timeout": "PGCONNECT_TIMEOUT",
}  # fmt: skip


@dataclass(frozen=True)
class Address:
    """A role at a database."""

    dbname: str
    user: str = ""
    password: str = field(default="", repr=False)
    host: str = ""
    port: str = ""
    options: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, alias: str) -> Address:
        """The database that the settings call `alias`."""
        return cls._of_config(settings.DATABASES[alias])

    @classmethod
    def parse(cls, text: str) -> Address:
        """An address (postgres://...), or the name of another database of the owner's server.

        Raises Refused for any other address.
        """
        if "://" not in text:
            return replace(cls.of("owner"), dbname=text)
        config = environ.Env.db_url_config(text)
        if "postgresql" not in str(config.get("ENGINE")) or not config.get("NAME"):
            raise Refused(f"Not the address of a PostgreSQL database: {text}")
        return cls._of_config(dict(config))

    @classmethod
    def _of_config(cls, config: dict[str, Any]) -> Address:
        more = config.get("OPTIONS") or {}
        known = {name: str(value) for name, value in more.items() if name in LIBPQ}
        host = known.pop("host", "") or str(config.get("HOST") or "")
        return cls(
            dbname=str(config["NAME"]),
            user=str(config.get("USER") or ""),
            password=str(config.get("PASSWORD") or ""),
            host=host,
            port=str(config.get("PORT") or ""),
            options=tuple(sorted(known.items())),
        )

    def as_application(self) -> Address:
        """The application's role at this database."""
        ours = Address.of("default")
        return replace(self, user=ours.user, password=ours.password)

    def at(self, dbname: str, user: str | None = None) -> Address:
        """Another database of the same server."""
        return replace(self, dbname=dbname, user=self.user if user is None else user)

    def connect(self) -> Connection:
        """Connect, in autocommit. Raises psycopg2.OperationalError."""
        db = psycopg2.connect(make_dsn(**self._libpq()))
        db.autocommit = True
        return db

    def environment(self) -> dict[str, str]:
        """The environment in which pg_dump and pg_restore find it."""
        names = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
        return names | {LIBPQ[name]: value for name, value in self._libpq().items()}

    def url(self) -> str:
        """The address as the settings take it; a folder of unix sockets goes behind."""
        query = dict(self.options) | ({"host": self.host} if self.host.startswith("/") else {})
        secret = f":{quote(self.password, safe='')}" if self.password else ""
        who = f"{quote(self.user, safe='')}{secret}@" if self.user else ""
        where = "" if self.host.startswith("/") else self.host
        port = f":{self.port}" if self.port else ""
        more = f"?{urlencode(query)}" if query else ""
        return f"postgres://{who}{where}{port}/{quote(self.dbname, safe='')}{more}"

    def _libpq(self) -> dict[str, str]:
        own = {name: getattr(self, name) for name in ("dbname", "user", "password", "host", "port")}
        return {name: value for name, value in own.items() if value} | dict(self.options)
