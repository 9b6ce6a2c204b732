"""When everything works again after a cut: each host has shown it, and nothing is left behind."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import UUID

from django.db import connection

from bench.many_hosts.account import Account
from bench.many_hosts.production import REDIRECTS, WORKERS, Production
from marketplace.array_literals import array
from marketplace.heartbeat import last
from marketplace.models import OutboxMessage

GIVE_UP_AFTER = 240.0  # seconds
LOOK_EVERY = 0.5  # seconds
# Celery's words for a task that came to its end, and for one that was due.
SIGNS = {"worker": b" succeeded in ", "beat": b"Sending due task"}
# How the redirect asks for changed links, and a relay for news, about every second.
QUESTIONS = (
    *((host, "%campaigns_linkchange%") for host in REDIRECTS),
    *((host, "LISTEN outbox") for host in WORKERS),
)
ASKED = """
SELECT EXISTS (SELECT FROM pg_stat_activity
               WHERE client_addr = %s::inet AND query LIKE %s AND query_start >= %s)
"""

# Of some clicks, those that have no verdict, or are valid and have not earned.
UNDONE = """
SELECT asked.id FROM unnest(%s::uuid[], %s::timestamptz[]) AS asked (id, at)
WHERE NOT EXISTS (SELECT FROM payouts_clickearning earning WHERE earning.click_id = asked.id)
  AND NOT EXISTS (SELECT FROM campaigns_verdict verdict WHERE verdict.click_at = asked.at
                  AND verdict.click_id = asked.id AND verdict.outcome <> 'valid')
"""


class Recovery:
    """What has still to happen after `since` (seconds), the moment a host was back."""

    def __init__(self, production: Production, account: Account, since: float) -> None:
        self.production = production
        self.account = account
        self.since = since
        self._undone: set[UUID] | None = None
        self._signs = {  # and where each log ends now
            (host, program): production.log_of(host, program).stat().st_size
            for host in WORKERS
            for program in SIGNS
        }

    def seconds(self) -> float | None:
        """Wait; return how long it took, None when something never came back."""
        while time.time() - self.since < GIVE_UP_AFTER:
            self.account.look()
            if not self.missing():
                return time.time() - self.since
            time.sleep(LOOK_EVERY)
        return None

    def missing(self) -> str:
        """Return the first thing that has not happened yet, "" when all has."""
        return next(self._all_missing(), "")

    def _all_missing(self) -> Iterator[str]:
        yield from self._silent_redirects()
        yield from self._silent_programs()
        if undone := self._clicks_undone():
            yield f"{undone} clicks from before are not settled"
        if self._unsent():
            yield "a message from before waits in the outbox"

    def _silent_programs(self) -> Iterator[str]:
        yield from (f"{host} has shipped nothing" for host in REDIRECTS if not self._shipped(host))
        for host, program in self._signs:
            if not self._has_said(host, program):
                yield f"{host}: {program} has said nothing of work"
        for host, words in QUESTIONS:
            if not self._has_asked(host, words):
                yield f"{host} has not asked the database: {words}"

    def _silent_redirects(self) -> list[str]:
        visits = self.account.between(self.since, time.time())
        heard = {visit.host for visit in visits if visit.click}
        return [f"{host} has answered nobody" for n, host in enumerate(REDIRECTS) if n not in heard]

    def _shipped(self, host: str) -> bool:
        beat = last(f"ship {host}")
        return beat is not None and beat.at.timestamp() >= self.since

    def _has_said(self, host: str, program: str) -> bool:
        with self.production.log_of(host, program).open("rb") as log:
            log.seek(self._signs[host, program])
            return SIGNS[program] in log.read()

    def _has_asked(self, host: str, words: str) -> bool:
        """Whether a connection of that host has put this question since."""
        since = datetime.fromtimestamp(self.since, UTC)
        with connection.cursor() as cursor:
            cursor.execute(ASKED, [self.production.wire.addresses[host], words, since])
            return bool(cursor.fetchone()[0])

    def _clicks_undone(self) -> int:
        if self._undone is None:  # whoever was on the way has been answered or has given up by now
            before = [visit.click for visit in self.account.visits if visit.at < self.since]
            self._undone = {click for click in before if click}
        self._undone = undone_of(self._undone)
        return len(self._undone)

    def _unsent(self) -> bool:
        before = datetime.fromtimestamp(self.since, UTC)
        waiting = OutboxMessage.objects.filter(sent_at=None, parked_at=None)
        return waiting.filter(created_at__lt=before).exists()


def undone_of(clicks: set[UUID]) -> set[UUID]:
    """Return those that are not judged and settled yet."""
    ids = sorted(clicks)
    moments = [datetime.fromtimestamp((click.int >> 80) / 1000, UTC) for click in ids]
    with connection.cursor() as cursor:
        cursor.execute(UNDONE, [array(ids), array(map(str, moments))])
        return {click for (click,) in cursor.fetchall()}
