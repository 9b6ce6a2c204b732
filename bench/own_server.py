"""A durable, migrated PostgreSQL and a Valkey of one bench's own, gone afterwards."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.pipeline import durable, environment
from marketplace.embedded.addresses import Ports
from marketplace.embedded.folder import ROOT, Folder
from marketplace.embedded.servers import Servers

MIGRATE = [sys.executable, str(ROOT / "manage.py"), "migrate", "--verbosity", "0"]


@contextmanager
def own_server(ports: Ports) -> Iterator[tuple[Folder, dict[str, str]]]:
    """Lead this process, with Django set up, to servers of its own.

    Gives the folder, and the settings that make the database durable, as it says itself.
    """
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
                yield folder, durable(servers.postgres.url())
        finally:
            servers.stop()


def _set_up() -> None:
    import django

    django.setup()
