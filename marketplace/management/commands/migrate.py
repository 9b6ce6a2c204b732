"""`migrate`, as the owner of the tables; it gives up a lock after seconds, and tries again.

Whoever asks for a table queues behind a migration that waits for it. So it waits for seconds only
(time_limits.py), gives up, lets the others pass and tries again.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Container, Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.core.management.commands import migrate
from django.db import OperationalError, connections
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

LOCK_NOT_AVAILABLE = "55P03"  # PostgreSQL, "Error Codes"
PAUSES = (1, 2, 3, 5, 5, 10, 10, 15, 15, 15, 20, 20)  # seconds, two minutes in all
TOO_OLD = (
    "This database was left behind by migrations that are gone. Migrate it with the code of commit"
    " 65d57ec first, then with this (docs/decisions/0021)."
)


class Command(migrate.Command):
    """The application's role may not create anything."""

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.set_defaults(database="owner")

    def handle(self, *args: Any, **options: Any) -> None:
        """Each migration is a transaction: those that were applied are not tried again.

        Raises CommandError: the database is older than the migrations that were squashed.
        """
        applied = MigrationRecorder(connections[options["database"]]).applied_migrations()
        if replaced_in_part(applied):
            raise CommandError(TOO_OLD)
        with garbage_looked_for_less():
            self.try_again_and_again(*args, **options)

    def try_again_and_again(self, *args: Any, **options: Any) -> None:
        for pause in PAUSES:
            try:
                super().handle(*args, **options)
            except OperationalError as error:
                if getattr(error.__cause__, "pgcode", None) != LOCK_NOT_AVAILABLE:
                    raise
                self.stderr.write(f"A table is in use; trying again in {pause} s.")
                time.sleep(pause)
            else:
                return
        super().handle(*args, **options)


@contextmanager
def garbage_looked_for_less() -> Iterator[None]:
    """Collect garbage less often: a change of a model makes all related ones anew, in circles.

    Looking for garbage after every 700 of them took a seventh of the time of a fresh database.
    """
    before = gc.get_threshold()
    gc.set_threshold(50_000, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def replaced_in_part(applied: Container[tuple[str, str]]) -> list[tuple[str, str]]:
    """The migrations some of whose old names are applied, and some not.

    Django would leave such a one out without a word, and all that it makes.
    """
    migrations = MigrationLoader(None).disk_migrations
    return [
        key
        for key, migration in migrations.items()
        if len({name in applied for name in map(tuple, migration.replaces)}) > 1
    ]
