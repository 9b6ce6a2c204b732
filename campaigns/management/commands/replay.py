"""`replay`: the verdicts of any click log, by the very rules of the live path."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from campaigns.replay.replay_log import Account, Unusable, replay
from campaigns.replay.schema import SchemaLeaks
from marketplace.progress_bar import progress_bar

UNUSABLE = 2


class Command(BaseCommand):
    help = "Judge any click log by both passes, in a throwaway schema that touches no money."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("log", type=Path, metavar="LOG", help="NDJSON, optionally .gz")
        parser.add_argument("--out", type=Path, required=True, metavar="VERDICTS")

    def handle(self, **options: Any) -> None:
        if options["log"].resolve() == options["out"].resolve():
            raise CommandError("VERDICTS would take the place of LOG.", returncode=UNUSABLE)
        try:
            account = replay(options["log"], options["out"], progress_bar, self._complain)
        except (Unusable, SchemaLeaks, OSError) as error:
            raise CommandError(str(error), returncode=UNUSABLE) from error
        for line in lines(account):
            self.stderr.write(line)

    def _complain(self, number: int, why: str) -> None:
        self.stderr.write(f"line {number}: {why}")


def lines(account: Account) -> Iterator[str]:
    """The account for people."""
    yield f"{account.clicks:,} clicks, {account.bad:,} bad lines"
    if account.without_visitor:
        yield f"{account.without_visitor:,} without ip and visitor: each a visitor of its own"
    for outcome, count in account.verdicts.outcomes.most_common():
        yield f"{outcome:<24}{count:>12,}"
        for (of, reason), clicks in account.verdicts.reasons.most_common():
            if of == outcome:
                yield f"  {reason:<22}{clicks:>12,}"
    yield (
        f"ruleset {', '.join(account.verdicts.rulesets)}; {account.seconds:.1f} s,"
        f" {account.clicks / account.seconds:,.0f} clicks a second,"
        f" at most {account.megabytes:.0f} MB"
    )
