"""`purge`: run now the purges of every hour and every night, for instance after a restore."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from campaigns.clicks.forgetting import partitions
from campaigns.purges import run_purges


class Command(BaseCommand):
    help = "Forget what is kept no longer: secrets, visitors, prefixes, clicks (docs/privacy.md)."
    requires_system_checks = ()

    def handle(self, **options: Any) -> None:
        partitions.prepare()
        counts = run_purges.hourly() | run_purges.nightly()
        for what, count in counts.items():
            self.stdout.write(f"{count:>10,} {what}")
