"""Prove the books, any time: every check reads one REPEATABLE READ snapshot and gives a figure.

A check counts what should not be: its figure is 0 when it holds.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection, transaction

from payouts.checks.books import BOOKS
from payouts.checks.clicks import CLICKS
from payouts.checks.earned import EARNED
from payouts.checks.sealed import SEALED
from payouts.checks.shown import SHOWN
from payouts.checks.waiting import WAITING


@dataclass(frozen=True)
class Check:
    """A named check, its figure, and what it was held against."""

    name: str
    figure: int
    of: int

    @property
    def holds(self) -> bool:
        return self.figure == 0


CHECKS: dict[str, str] = {**BOOKS, **EARNED, **CLICKS, **SEALED, **SHOWN, **WAITING}


def run_audit(*, overdue: bool = True) -> list[Check]:
    """Run every check in one snapshot, under load too. Nothing is locked or written.

    It may take as long as it needs: no limit of the caller's connection ends it.

    Args:
        overdue: also what is overdue; what waited when a backup was taken is no breach of its.
    """
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        cursor.execute("SET LOCAL statement_timeout = 0")
        return look(overdue=overdue)


def look(*, overdue: bool = True) -> list[Check]:
    """Run every check as the present transaction sees the books."""
    with connection.cursor() as cursor:
        found = []
        for name, query in CHECKS.items():
            if name in WAITING and not overdue:
                continue
            cursor.execute(query)
            figure, of = cursor.fetchone()
            found.append(Check(name, int(figure), int(of)))
    return found


def unexplained_cents(checks: list[Check]) -> int:
    """Sum the figures of the checks that count cents."""
    return sum(check.figure for check in checks if check.name.startswith("cents"))
