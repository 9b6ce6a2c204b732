"""PostgreSQL and Valkey for one run of the tests, in a folder that is gone afterwards."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from marketplace.embedded import roles
from marketplace.embedded.folder import Folder
from marketplace.embedded.keys import keys_of
from marketplace.embedded.postgres import Postgres
from marketplace.embedded.valkey import Valkey
from marketplace.processes.binaries import SUPERUSER
from marketplace.processes.programs import ROOT
from marketplace.processes.refused import Refused

TEMPLATE = "franc_test_template"
PRISTINE = "FRANC_TEST_PRISTINE"  # names the copy that tests which stop their PostgreSQL begin with
# Named by the caller's shell, these would lead the tests to somebody's real data.
NEVER_INHERITED = {
    *("DATABASE_URL", "DATABASE_OWNER_URL", "CELERY_BROKER_URL", "CACHE_URL"),
    *("FRANC_DATA", "SECRET_KEY", "KEY_ENCRYPTION_KEY", "ALLOWED_HOSTS"),
}


@contextmanager
def test_servers() -> Iterator[dict[str, str]]:
    """Start both and make the template database; gives the environment for pytest."""
    for name in NEVER_INHERITED:
        os.environ.pop(name, None)
    folder = fresh_folder()
    # The faults are measured on a database that keeps what it commits.
    postgres = Postgres(folder, fast=not os.environ.get("FRANC_TEST_DURABLE"))
    valkey = Valkey(folder)
    try:
        postgres.start()
        valkey.start()
        yield prepare(folder, postgres, valkey)
    finally:
        valkey.stop()
        postgres.stop()
        shutil.rmtree(folder.root, ignore_errors=True)


def fresh_folder() -> Folder:
    """A folder of this run; those of runs that were killed are removed."""
    shelf = ROOT / ".data" / "test"
    for left in shelf.glob("*"):
        if not Path(f"/proc/{left.name}").exists():
            shutil.rmtree(left, ignore_errors=True)
    return Folder(shelf / str(os.getpid())).make()


def prepare(folder: Folder, postgres: Postgres, valkey: Valkey) -> dict[str, str]:
    roles.make_roles(postgres.url())
    roles.make_database(postgres.url(), TEMPLATE)
    names = {
        **os.environ,
        **keys_of(folder),
        "FRANC_DATA": os.fspath(folder.root),
        "FRANC_EMBEDDED": "1",
        "DATABASE_URL": postgres.url(roles.APPLICATION, TEMPLATE),
        "DATABASE_OWNER_URL": postgres.url(roles.OWNER, TEMPLATE),
        "FRANC_TEST_SUPERUSER_URL": postgres.url(database=TEMPLATE),
        "CELERY_BROKER_URL": valkey.broker_url(),
        "CACHE_URL": valkey.cache_url(),
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "PYTHONPATH": os.fspath(ROOT),
    }
    migrate(names)
    return {**names, PRISTINE: os.fspath(copy_of(postgres))}


def copy_of(postgres: Postgres) -> Path:
    """A copy of the running cluster, beside it."""
    home = postgres.home
    target = home.data.with_name("pristine")
    command: list[str | Path] = [*home.prefix, home.programs / "pg_basebackup"]
    command += ["--pgdata", target, "--host", home.sockets, "--username", SUPERUSER]
    command += ["--checkpoint=fast", "--wal-method=stream", "--no-sync"]
    subprocess.run(command, env=postgres.environment(), preexec_fn=home.become, check=True, cwd="/")
    return target


def migrate(names: dict[str, str]) -> None:
    """Raises:
    Refused: the migrations fail; nothing could be tested.
    """
    command = [sys.executable, str(ROOT / "manage.py"), "migrate", "--verbosity", "0"]
    if subprocess.run(command, env=names, check=False).returncode:
        raise Refused("The migrations fail (see above), so nothing was tested.")
