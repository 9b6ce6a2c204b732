"""What must be sent, written in the transaction that caused it, relayed to the broker after it.

Delivery is at least once: a relay that dies between sending and marking sends again, so every
task must be idempotent.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import structlog
from django.db import connection, transaction
from django.db.models.functions import Now

from marketplace.models import OutboxMessage

Send = Callable[[str, dict[str, Any]], None]


class Unreachable(Exception):
    """The broker is away, which is no fault of the message that was to be sent."""


log = structlog.get_logger(__name__)

BATCH = 200
PARK_AFTER = 8
CHANNEL = "outbox"


def put(task: str, **kwargs: int | str) -> None:
    """Ask for `task` to be sent once the present transaction commits.

    Raises TransactionManagementError outside a transaction: a message must share the fate of
    the change that caused it.
    """
    connection.validate_no_broken_transaction()
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("outbox.put() outside a transaction")
    OutboxMessage.objects.create(task=task, kwargs=kwargs)
    with connection.cursor() as cursor:
        cursor.execute(f"NOTIFY {CHANNEL}")


def relay_batch(send: Send) -> int:
    """Send up to BATCH due messages and return how many were taken.

    When the broker is away, the rest waits as it is: an outage of any length parks nothing.

    Rows are locked with SKIP LOCKED, so that two relays share the work and never the message.
    """
    with transaction.atomic():
        waiting = OutboxMessage.objects.select_for_update(skip_locked=True).filter(
            sent_at=None, parked_at=None, due_at__lte=Now()
        )
        batch = list(waiting.order_by("due_at", "id")[:BATCH])
        for number, message in enumerate(batch):
            try:
                _send_one(message, send)
            except Unreachable as error:
                log.warning("the broker is away", reason=str(error))
                return number
    return len(batch)


def _send_one(message: OutboxMessage, send: Send) -> None:
    rows = OutboxMessage.objects.filter(pk=message.pk)
    try:
        send(message.task, message.kwargs)
    except Unreachable:
        raise
    except Exception as error:  # whatever the broker's client raises, the message must stay
        attempts = message.attempts + 1
        rows.update(
            attempts=attempts,
            last_error=repr(error)[:500],
            due_at=Now() + timedelta(seconds=min(2**attempts, 60)),
            parked_at=Now() if attempts >= PARK_AFTER else None,
        )
    else:
        rows.update(sent_at=Now(), attempts=message.attempts + 1)


def forget_sent(older_than: timedelta) -> int:
    """Delete messages sent longer ago than `older_than`; return how many."""
    deleted, _ = OutboxMessage.objects.filter(sent_at__lt=Now() - older_than).delete()
    return deleted
