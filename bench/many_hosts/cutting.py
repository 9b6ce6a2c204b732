"""The run: visitors come, each host is cut off in turn, and the books are compared at the end."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bench.figures import rounded
from bench.many_hosts import messages, proof
from bench.many_hosts.account import Account, Visit
from bench.many_hosts.production import REDIRECTS, WORKERS, Production, wait_for
from bench.many_hosts.proof import Proof
from bench.many_hosts.recovery import GIVE_UP_AFTER, Recovery
from bench.pipeline_stock import make_links
from campaigns.clicks.origins import origin_lists
from marketplace import kinds_of_hosts

CUTS = (*REDIRECTS, *WORKERS, "broker", "database")
KILLED = "worker1"
DOWN = 5.0  # seconds until a killed host's service manager has started everything again
BEFORE = 8.0  # seconds of visitors before the first cut
REST = 3.0  # seconds between two cuts


@dataclass(frozen=True)
class Fault:
    """What was done to a host: from when until when (seconds), and when all worked again."""

    name: str
    since: float
    until: float
    recovered_s: float | None


class Run:
    """One broker's turn.

    Args:
        say: tells people how far it is.
    """

    def __init__(self, production: Production, say: Callable[[str], None]) -> None:
        self.production = production
        self.account = Account(production.account)
        self.say = say
        self.faults: list[Fault] = []

    def prepare(self, rate: float) -> None:
        """Everything works and visitors come."""
        origin_lists.load_packaged()
        links = make_links(has_beacon=True)
        self.production.start()
        self.production.wait_until_it_works()
        self.production.send_visitors([link.code for link in links], rate)
        time.sleep(BEFORE)
        self._recover(time.time() - BEFORE, "visitors, before any cut")

    def cut(self, host: str, seconds: float) -> None:
        """Cut a host off for so long, and wait until everything works again."""
        self.say(f"{host} is cut off for {seconds:g} s")
        since = time.time()
        self.production.wire.cut(host)
        time.sleep(seconds)
        self.production.wire.heal(host)
        self._note(f"{host} cut off", since)

    def kill(self, host: str) -> None:
        """kill -9 of all programs of a host, which then start again."""
        self.say(f"{host}: kill -9 of everything")
        since = time.time()
        self.production.kill(host)
        time.sleep(DOWN)
        self.production.start([host])
        self._note(f"{host} killed", since)

    def _note(self, name: str, since: float) -> None:
        until = time.time()
        self.faults.append(Fault(name, since, until, self._recover(until, name)))
        time.sleep(REST)

    def _recover(self, since: float, name: str) -> float | None:
        recovery = Recovery(self.production, self.account, since)
        took = recovery.seconds()
        words = f"after {took:.1f} s" if took is not None else f"NOT: {recovery.missing()}"
        self.say(f"{name}: all works again {words}")
        return took

    def finish(self) -> dict[str, Any]:
        """Call the visitors off, wait until nothing waits any more, and compare."""
        self.production.call_off_visitors()
        self.account.look()
        settled = True
        try:
            wait_for(proof.quiet(self.production), "quiet", within=GIVE_UP_AFTER)
        except RuntimeError:
            settled = False
        self.say("comparing the visitors' account with the books")
        found = Proof(self.account)
        _, ready = self.production.page("site1", kinds_of_hosts.SITE_PORT, "/readyz")
        return {
            "broker_version": self.production.broker.version(),
            "faults": [self._row(fault, found) for fault in self.faults],
            **found.figures(self.account),
            **proof.books(),
            "quiet": settled,
            "waiting": {**proof.waiting(), "segments": proof.spooled(self.production)},
            "broker": self.production.broker.left(),
            "given_back_for_ever": self.production.broker.proof(),
            "messages": messages.sent_and_finished(self.production),
            "ready": '"ready": true' in ready,
            "ended_by_themselves": self.production.ended(),
        }

    def _row(self, fault: Fault, found: Proof) -> dict[str, Any]:
        during = self.account.between(fault.since, fault.until)
        after = self.account.between(fault.since, fault.until + (fault.recovered_s or 0.0))
        longest = found.longest(during)
        return {
            "fault": fault.name,
            "at": clock(fault.since),
            "seconds": rounded(fault.until - fault.since),
            "visitors": len(during),
            "answered": answered(during),
            "p99_ms": p99(during),
            "lost": found.lost(after),
            "twice": found.twice(after),
            "longest_s": None if longest is None else rounded(longest),
            "recovered_s": None if fault.recovered_s is None else rounded(fault.recovered_s),
        }


def answered(visits: list[Visit]) -> int:
    return sum(1 for visit in visits if visit.click)


def p99(visits: list[Visit]) -> float | None:
    """Of those who were answered, in milliseconds."""
    took = sorted(visit.took for visit in visits if visit.click)
    return rounded(took[int(len(took) * 0.99)]) if took else None


def clock(seconds: float) -> str:
    """The time of day, UTC."""
    return f"{datetime.fromtimestamp(seconds, UTC):%H:%M:%S}"


def say(words: str) -> None:
    """To people, beside the JSON."""
    print(f"{clock(time.time())}  {words}", file=sys.stderr, flush=True)
