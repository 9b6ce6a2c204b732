"""`restore PATH --into DATABASE`: a backup in an empty database, proved; exit 1 on any breach."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from marketplace.backup import prove_copy, restore_backup
from marketplace.backup.database_address import Address
from marketplace.backup.manifest import Manifest
from marketplace.processes.refused import Refused


class Command(BaseCommand):
    help = "Restore a backup into an empty database, purge it, and audit the copy."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path, help="a folder that `backup` made")
        parser.add_argument(
            "--into", required=True, metavar="DATABASE",
            help="the name of a new database on the owner's server, or the owner's whole address",
        )  # fmt: skip
        parser.add_argument("--jobs", type=int, default=restore_backup.STREAMS, help="streams")

    def handle(self, **options: Any) -> None:
        began = time.monotonic()
        try:
            into = Address.parse(options["into"])
            manifest = restore_backup.restore(
                options["path"].absolute(), into, self.stderr.write, options["jobs"]
            )
        except (Refused, OSError) as reason:
            raise CommandError(str(reason)) from reason
        self.stdout.write(
            f"{sum(manifest.rows.values()):,} rows of {manifest.taken_at}"
            f" restored in {time.monotonic() - began:.1f} s"
        )
        breaches = self._compare(manifest, into) + prove_copy.prove(into, self.stderr.write)
        self.stdout.write(f"proved in {time.monotonic() - began:.1f} s in all")
        if breaches:
            self.stdout.write(self.style.ERROR("BROKEN: " + "; ".join(breaches)))
            raise SystemExit(1)
        self.stdout.write(self.style.SUCCESS("The copy is whole."))

    def _compare(self, manifest: Manifest, into: Address) -> list[str]:
        """Say what the copy lacks; return the breaches."""
        breaches = [
            f"{table} had {then:,} rows and has {now:,}"
            for table, (then, now) in restore_backup.differing(manifest, into).items()
        ]
        if not manifest.key_fits():
            breaches.append(
                "KEY_ENCRYPTION_KEY is not the one of the backup: IBANs, second factors and"
                " visitor secrets cannot be read"
            )
        return breaches
