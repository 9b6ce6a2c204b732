"""Print every check of the books with its figure; exit 1 on any breach."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from payouts import audit


class Command(BaseCommand):
    help = "Prove the books: every check with its figure, exit 1 on any breach."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="one JSON object")
        parser.add_argument(
            "--of-a-copy",
            action="store_true",
            help="leave out what is overdue: nobody works on a restored copy",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        checks = audit.run_audit(overdue=not options["of_a_copy"])
        broken = [check for check in checks if not check.holds]
        if options["json"]:
            self.stdout.write(self._json(checks, holds=not broken))
        else:
            self._print(checks, broken)
        if broken:
            raise SystemExit(1)

    def _json(self, checks: list[audit.Check], *, holds: bool) -> str:
        return json.dumps(
            {
                "holds": holds,
                "unexplained_cents": audit.unexplained_cents(checks),
                "checks": [asdict(check) for check in checks],
            }
        )

    def _print(self, checks: list[audit.Check], broken: list[audit.Check]) -> None:
        for check in checks:
            mark = self.style.SUCCESS("holds ") if check.holds else self.style.ERROR("BROKEN")
            self.stdout.write(f"{mark} {check.figure:>8} {check.name} (of {check.of})")
        verdict = f"{len(broken)} of {len(checks)} checks are broken" if broken else (
            f"all {len(checks)} checks hold, unexplained cents: 0"
        )  # fmt: skip
        self.stdout.write(verdict)
