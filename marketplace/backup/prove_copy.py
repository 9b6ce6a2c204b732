"""Prove a restored copy: migrate it, purge what is too old, audit its books.

The commands run as processes of their own that know the copy only, so that not one query of theirs
can reach the database at work.
"""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import closing

from django.db.migrations.loader import MigrationLoader

from marketplace.backup.database_address import Address
from marketplace.backup.pg_tools import Say
from marketplace.processes.programs import ROOT

STEPS = {
    "bringing its tables to the present": ("migrate", "--verbosity", "0"),
    # A backup holds what has been forgotten since: prefixes, secrets, clicks.
    "letting go of what has grown too old since": ("purge",),
    "auditing it": ("audit", "--of-a-copy"),
}


def prove(copy: Address, say: Say) -> list[str]:
    """Run the steps; return those that failed. What they print goes to our own output."""
    failed = []
    for step in STEPS if is_behind(copy) else list(STEPS)[1:]:
        say(step)
        if not take_step(copy, step):
            failed.append(f"{step} failed")
    return failed


def is_behind(copy: Address) -> bool:
    """Whether the code at hand has migrations that the copy has not."""
    with closing(copy.connect()) as db, db.cursor() as cursor:
        cursor.execute("SELECT app, name FROM django_migrations")
        applied = set(cursor.fetchall())
    return not MigrationLoader(None).disk_migrations.keys() <= applied


def take_step(copy: Address, step: str, *, quietly: bool = False) -> bool:
    """Take one of the steps on the copy; return whether it went well."""
    names = {
        **os.environ,
        "DATABASE_URL": copy.as_application().url(),
        "DATABASE_OWNER_URL": copy.url(),
    }
    command = (sys.executable, str(ROOT / "manage.py"), *STEPS[step])
    output = subprocess.DEVNULL if quietly else None
    return subprocess.run(command, env=names, stdout=output, check=False).returncode == 0
