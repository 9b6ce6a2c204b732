"""A durable, migrated PostgreSQL and a Valkey of one bench's own, gone afterwards."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import psycopg2

from marketplace.embedded.folder import Folder
from marketplace.embedded.postgres import Postgres
from marketplace.embedded.servers import Servers
from marketplace.ports.port_numbers import Ports
from marketplace.processes.programs import ROOT

DURABLE = ("fsync", "synchronous_commit", "full_page_writes")
MIGRATE = [sys.executable, str(ROOT / "manage.py"), "migrate", "--verbosity", "0"]


class Own(NamedTuple):
    """The servers' folder, the settings that make the database durable, and its server."""

    folder: Folder
    settings: dict[str, str]
    postgres: Postgres


@contextmanager
def own_server(ports: Ports) -> Iterator[Own]:
    """Lead this process, with Django set up, to servers of its own."""
    shelf = ROOT / ".data"
    shelf.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="bench-", dir=shelf) as name:
        folder = Folder(Path(name)).make()
        servers = Servers.of(folder)
        servers.start()
        try:
            if servers.postgres is None:
                raise SystemExit("DATABASE_URL is set: this bench fills a database of its own")
            names = servers.environment(ports) | {"FRANC_DATA": str(folder.root)}
            with environment(names | {"DJANGO_SETTINGS_MODULE": "marketplace.settings"}):
                subprocess.run(MIGRATE, check=True)
                _set_up()
                yield Own(folder, durable(servers.postgres.url()), servers.postgres)
        finally:
            servers.stop()


@contextmanager
def environment(names: dict[str, str]) -> Iterator[None]:
    """Lead this process, and what it starts, to the bench's own servers."""
    before = dict(os.environ)
    os.environ.update(names)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def durable(url: str) -> dict[str, str]:
    """Refuse to measure a server that could lose what it committed."""
    with psycopg2.connect(url) as db, db.cursor() as cursor:
        cursor.execute(
            "SELECT name, setting FROM pg_settings WHERE name = ANY(%s)", [list(DURABLE)]
        )
        found: dict[str, str] = dict(cursor.fetchall())
    assert set(found.values()) == {"on"}, found
    return found


def _set_up() -> None:
    import django

    django.setup()
