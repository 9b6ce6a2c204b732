"""Messages that name a task nobody knows: a mistake, or a worker older than what it is asked."""

from __future__ import annotations

from typing import Any

from marketplace.parking import count_runs, park_work


def refuse(name: str, message_id: str, message: Any) -> None:
    """Count it like a run that failed: it comes again, to a newer worker perhaps, or is parked.

    Args:
        message: kombu's, whose payload is (args, kwargs, more).
    """
    _args, kwargs, _more = message.payload
    run = count_runs.begin(message_id, name, kwargs)
    park_work.failed(run, f"No worker knows a task of the name {name}.")
