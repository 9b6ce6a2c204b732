"""What must be true when all is quiet again, counted in the database and on the disks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from django.db import connection

from bench.many_hosts.account import Account, Visit
from bench.many_hosts.production import REDIRECTS, Production
from payouts import audit

# Of all clicks: how often each is stored, how often it has earned, and how long that took.
STORED = """
SELECT click.id, count(*), coalesce(max(earned.times), 0),
       extract(epoch FROM max(earned.last) - min(click.at))::float8
FROM campaigns_click click
LEFT JOIN (SELECT click_id, count(*) AS times, max(settled_at) AS last FROM payouts_clickearning
           WHERE reason <> 'reversed' GROUP BY 1) AS earned ON earned.click_id = click.id
GROUP BY 1
"""
VALID = "SELECT click_id FROM campaigns_verdict WHERE outcome = 'valid' GROUP BY 1"
WAITING = """
SELECT (SELECT count(*) FROM campaigns_clicktojudge), (SELECT count(*) FROM campaigns_tosettle),
       (SELECT count(*) FROM marketplace_outboxmessage WHERE sent_at IS NULL AND parked_at IS NULL),
       (SELECT count(*) FROM marketplace_outboxmessage WHERE parked_at IS NOT NULL)
"""
NAMES = ("clicks to judge", "clicks to settle", "messages unsent", "messages parked")


class Proof:
    """Compares the visitors' account with the books."""

    def __init__(self, account: Account) -> None:
        with connection.cursor() as cursor:
            cursor.execute(STORED)
            rows = cursor.fetchall()
            cursor.execute(VALID)
            valid = {click for (click,) in cursor.fetchall()}
        self.stored: dict[UUID, int] = {click: times for click, times, _, _ in rows}
        self.earned: dict[UUID, int] = {click: earned for click, _, earned, _ in rows}
        self.took: dict[UUID, float] = {click: took for click, _, _, took in rows if took}
        self.valid: set[UUID] = valid
        self.answered = Counter(visit.click for visit in account.visits if visit.click)

    def lost(self, visits: Iterable[Visit]) -> int:
        """Answered clicks of these that are not stored."""
        return sum(1 for visit in visits if visit.click and visit.click not in self.stored)

    def twice(self, visits: Iterable[Visit]) -> int:
        """Answered clicks of these that are stored or have earned more than once."""
        clicks = [visit.click for visit in visits if visit.click]
        times = [(self.stored.get(click, 0), self.earned.get(click, 0)) for click in clicks]
        return sum(1 for stored, earned in times if stored > 1 or earned > 1)

    def longest(self, visits: Iterable[Visit]) -> float | None:
        """The most seconds from one of these clicks to its cents."""
        took = [self.took[one.click] for one in visits if one.click and one.click in self.took]
        return max(took, default=None)

    def figures(self, account: Account) -> dict[str, int]:
        unpaid = sum(1 for click in self.valid if self.earned.get(click, 0) != 1)
        paid_for_nothing = sum(
            1 for click, times in self.earned.items() if times and click not in self.valid
        )
        return {
            "visitors": len(account.visits),
            "answered": len(self.answered),
            "stored": len(self.stored),
            "stored, answer not heard": len(self.stored.keys() - self.answered.keys()),
            "valid": len(self.valid),
            "settled": sum(self.earned.values()),
            "lost": self.lost(account.visits),
            "twice": self.twice(account.visits),
            "valid and not settled once": unpaid,
            "settled and not valid": paid_for_nothing,
        }


def waiting() -> dict[str, int]:
    """What still waits to be done."""
    with connection.cursor() as cursor:
        cursor.execute(WAITING)
        return dict(zip(NAMES, cursor.fetchone(), strict=True))


def spooled(production: Production) -> int:
    """Segments still on the disks of the redirect hosts; an open one may be empty."""
    folders = [production.folder(host).spool for host in REDIRECTS]
    found = [path for folder in folders for path in folder.glob("*.ready")]
    written = [path for folder in folders for path in folder.glob("*.open")]
    return len(found) + sum(1 for path in written if path.read_bytes().partition(b"\0")[0])


def quiet(production: Production) -> Callable[[], bool]:
    """Whether nothing waits anywhere."""
    return lambda: not spooled(production) and not any(waiting().values())


def books() -> dict[str, Any]:
    checks = audit.run_audit()
    return {
        "audit_checks": len(checks),
        "audit_broken": [check.name for check in checks if not check.holds],
        "unexplained_cents": audit.unexplained_cents(checks),
    }
