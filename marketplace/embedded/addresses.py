"""The environment in which Franc's processes find the embedded servers and each other."""

import json
import os
from collections.abc import Mapping
from pathlib import Path

from marketplace.embedded import roles
from marketplace.embedded.folder import Folder
from marketplace.embedded.keys import keys_of
from marketplace.embedded.postgres import Postgres
from marketplace.embedded.valkey import Valkey
from marketplace.ports.port_numbers import Ports


def environment(
    folder: Folder, postgres: Postgres | None, valkey: Valkey | None, ports: Ports
) -> dict[str, str]:
    """Every name of the settings; what the caller's environment names itself stays as it is."""
    defaults = {
        **keys_of(folder),
        "FRANC_DATA": os.fspath(folder.root),
        "FRANC_EMBEDDED": "1",
        "SITE_BASE_URL": f"http://localhost:{ports.site}",
        "LINK_BASE_URL": f"http://localhost:{ports.links}",
    }
    if postgres is not None:
        defaults["DATABASE_URL"] = postgres.url(roles.APPLICATION, roles.DATABASE)
        defaults["DATABASE_OWNER_URL"] = postgres.url(roles.OWNER, roles.DATABASE)
    if valkey is not None:
        defaults["CELERY_BROKER_URL"] = valkey.broker_url()
        defaults["CACHE_URL"] = valkey.cache_url()
    return {**defaults, **os.environ}


def is_embedded(names: Mapping[str, str], name: str) -> bool:
    """Whether a server is ours to run: nobody named another one."""
    return not names.get(name)


def note_ports(folder: Folder, ports: Ports) -> None:
    """Leave a note of where the running site is, for bin/manage."""
    note_file(folder).write_text(json.dumps({"site": ports.site}))


def noted_ports(folder: Folder) -> Ports:
    """Where the running site is, else where it would be."""
    try:
        return Ports(**json.loads(note_file(folder).read_text()))
    except (OSError, ValueError, TypeError):
        return Ports()


def forget_ports(folder: Folder) -> None:
    note_file(folder).unlink(missing_ok=True)


def note_file(folder: Folder) -> Path:
    return folder.root / "ports.json"
