"""`ship`: bring recorded clicks from this host's spool to PostgreSQL."""

from __future__ import annotations

import signal
from argparse import ArgumentParser
from pathlib import Path
from threading import Event
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from campaigns.clicks.shipping.reship_quarantined import ship_quarantined
from campaigns.clicks.shipping.ship_segments import ship_until, ship_waiting
from marketplace.apply_time_limits import limit


class Command(BaseCommand):
    help = "Bring recorded clicks from the spool of this host to the database."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="ship what waits, then end")
        parser.add_argument(
            "--aside", action="store_true", help="ship again what was put aside, then end"
        )
        parser.add_argument(
            "--spool", type=Path, default=settings.FRANC_DATA / "spool", help="another folder"
        )
        parser.add_argument(
            "--allow-past-secrets",
            action="store_true",
            help="give visitor keys to clicks of any age (replay of old clicks, never live ones)",
        )

    def handle(self, **options: Any) -> None:
        folder, allow_past = options["spool"], options["allow_past_secrets"]
        if options["aside"]:
            shipped = ship_quarantined(folder)
        elif options["once"]:
            shipped = ship_waiting(folder, allow_past=allow_past)
        else:
            limit("ship")
            shipped = ship_until(stop_requested(), folder, allow_past=allow_past)
        self.stdout.write(
            f"{shipped.read} read, {shipped.stored} stored, {shipped.known} known already, "
            f"{shipped.refused} put aside, {shipped.torn} torn"
        )


def stop_requested() -> Event:
    """Return an event that SIGTERM and SIGINT set."""
    stopping = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopping.set())
    return stopping
