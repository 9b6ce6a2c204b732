"""`backup PATH`: a consistent copy of the database in a new folder (docs/ops/backup.md)."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from marketplace.backup import take_backup
from marketplace.processes.refused import Refused


class Command(BaseCommand):
    help = "Back the database up into a new folder. KEY_ENCRYPTION_KEY and spools are not in it."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path, help="a folder that is not there yet")
        parser.add_argument(
            "--jobs", type=int, default=take_backup.STREAMS, help="streams of pg_dump"
        )

    def handle(self, **options: Any) -> None:
        began, folder = time.monotonic(), options["path"].absolute()
        try:
            manifest = take_backup.take_backup(folder, self.stderr.write, options["jobs"])
        except (Refused, OSError) as reason:
            raise CommandError(str(reason)) from reason
        rows, size = sum(manifest.rows.values()), sum(_sizes(folder)) / 1e6
        self.stdout.write(
            f"{rows:,} rows of {len(manifest.rows)} tables, {size:,.1f} MB,"
            f" in {time.monotonic() - began:.1f} s: {folder}"
        )
        self.stdout.write(
            "Not in it: KEY_ENCRYPTION_KEY, without which IBANs, second factors and visitor"
            " secrets cannot be read again, and clicks that no host has shipped yet. Keep the key"
            " elsewhere, and this folder no longer than 30 days."
        )


def _sizes(folder: Path) -> list[int]:
    return [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
