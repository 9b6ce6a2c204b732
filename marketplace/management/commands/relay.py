"""Relay the outbox to the broker: woken by NOTIFY, and every second in case one was missed."""

from __future__ import annotations

import select
import signal
from typing import Any

import structlog
from amqp.exceptions import MessageNacked
from django.core.management.base import BaseCommand, CommandParser
from django.db import Error, connection
from kombu.exceptions import OperationalError

from marketplace import outbox
from marketplace.apply_time_limits import limit
from marketplace.celery import app
from marketplace.models import OutboxMessage
from marketplace.parking import count_runs

POLL_SECONDS = 1.0
CONFIRMED_WITHIN = 15  # seconds for RabbitMQ to say that it keeps a message
log = structlog.get_logger(__name__)


class Command(BaseCommand):
    help = "Relay the outbox to the broker until stopped."
    requires_system_checks = ()  # they load every page; `migrate` has made them
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
            except Error as error:
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
    """Hand a message to the broker; with RabbitMQ it is on disk when this returns.

    Raises outbox.Unreachable when the broker is away, or takes nothing.
    """
    name = outbox.name_of(message)
    count_runs.expect(name, message.task, message.kwargs)
    try:
        app.send_task(
            message.task, kwargs=message.kwargs, task_id=name, confirm_timeout=CONFIRMED_WITHIN
        )
    except (OperationalError, MessageNacked) as error:
        count_runs.ended(name)
        raise outbox.Unreachable(str(error)) from error


def wait_for_news() -> None:
    """Return when something was put in the outbox, or after POLL_SECONDS."""
    with connection.cursor() as cursor:
        cursor.execute(f"LISTEN {outbox.CHANNEL}")
    driver = connection.connection
    select.select([driver], [], [], POLL_SECONDS)
    with connection.wrap_database_errors:  # what it hears may be that the database is gone
        driver.poll()
    driver.notifies.clear()
