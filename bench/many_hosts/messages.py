"""Messages that a broker was given and that no worker ever finished.

Counted on the messages that only the outbox sends: a clock asks for the same work again, so that
no click waits for a message that was lost.
"""

from __future__ import annotations

import re

from bench.many_hosts.production import WORKERS, Production
from marketplace.models import OutboxMessage

TASK = "payouts.settle"
FINISHED = re.compile(rb"payouts\.settle\[([\w-]+)\] succeeded")


def sent_and_finished(production: Production) -> dict[str, int]:
    """Return how many were sent, and how many of them came to an end."""
    logs = [production.log_of(host, "worker") for host in WORKERS]
    ids = {found for log in logs for found in FINISHED.findall(log.read_bytes())}
    sent = OutboxMessage.objects.filter(task=TASK, sent_at__isnull=False).count()
    return {"sent": sent, "finished": len(ids)}
