"""Checks of the marketplace for /readyz: the database, its tables, the outbox."""

from marketplace.health import (
    LONGEST_WAIT,
    Progress,
    database_answers,
    migrations_applied,
    no_older_than,
    oldest,
    register,
)
from marketplace.models import OutboxMessage


def register_checks() -> None:
    register("database", database_answers)
    register("migrations", migrations_applied)
    register("outbox", outbox_moves)


def outbox_moves() -> Progress:
    """Parked messages wait for a person, not for the relay."""
    waiting = OutboxMessage.objects.filter(sent_at=None, parked_at=None)
    return no_older_than(oldest(waiting, "due_at"), LONGEST_WAIT)
