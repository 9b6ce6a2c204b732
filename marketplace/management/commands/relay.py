"""Relay the outbox to the broker: woken by NOTIFY, and every second in case one was missed."""

from __future__ import annotations

import select
import signal
from typing import Any

import structlog
from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError, connection

from marketplace import outbox
from marketplace.celery import app
from marketplace.limiting import limit
from marketplace.models import OutboxMessage

POLL_SECONDS = 1.0
log = structlog.get_logger(__name__)


class Command(BaseCommand):
    help = "Relay the outbox to the broker until stopped."
    stopping = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="send what is due, and exit")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["once"]:
            drain()
            return
        limit("relay")
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self.stop)
        while not self.stopping:
            try:
                drain()
                wait_for_news()
            except DatabaseError as error:
                log.warning("relay waits for the database", error=str(error))
                connection.close()
                select.select([], [], [], POLL_SECONDS)

    def stop(self, number: int, frame: object) -> None:
        self.stopping = True


def drain() -> None:
    """Send everything that is due."""
    while outbox.relay_batch(send):
        pass


def send(message: OutboxMessage) -> None:
    app.send_task(message.task, kwargs=message.kwargs, task_id=outbox.name_of(message))


def wait_for_news() -> None:
    """Return when something was put in the outbox, or after POLL_SECONDS."""
    with connection.cursor() as cursor:
        cursor.execute(f"LISTEN {outbox.CHANNEL}")
    driver = connection.connection
    select.select([driver], [], [], POLL_SECONDS)
    driver.poll()
    driver.notifies.clear()
