"""Franc's own processes, by name, and the commands that start them."""

import signal
import sys
from dataclasses import dataclass
from pathlib import Path

from marketplace.ports.port_numbers import Ports

ROOT = Path(__file__).resolve().parents[2]  # of the checkout, where manage.py is
HOST = "127.0.0.1"  # nothing of the embedded default is reachable from outside
WORKER_CHILDREN = 2


@dataclass(frozen=True)
class Program:
    """A process of ours: its name, its command, and how it is asked to end."""

    name: str
    command: tuple[str | Path, ...]
    ends_on: signal.Signals = signal.SIGTERM
    orphaned: signal.Signals = signal.SIGTERM  # what the kernel sends when the supervisor is gone


def site(port: int, host: str = HOST) -> Program:
    """The pages."""
    return python("site", "-m", "marketplace.site", "--host", host, "--port", str(port))


def links(port: int, host: str = HOST) -> Program:
    """The redirect."""
    where = ("--host", host, "--port", str(port))
    return python("links", "-m", "campaigns.clicks.redirect", *where)


def ship() -> Program:
    """The shipper: from the spool to PostgreSQL."""
    return manage("ship")


def relay() -> Program:
    """The relay: from the outbox to the broker."""
    return manage("relay")


def worker() -> Program:
    """The Celery worker."""
    # Talk among workers is of no use here, and each kind of it keeps connections of its own.
    alone = ("--without-gossip", "--without-mingle", "--without-heartbeat")
    children = ("--concurrency", str(WORKER_CHILDREN), "--loglevel", "INFO")
    # Asked politely it would wait, for a task to end or for a broker that is gone as well.
    return celery("worker", *children, *alone, orphaned=signal.SIGKILL)


def beat() -> Program:
    """The clock of the recurring tasks."""
    return celery("beat", "--loglevel", "INFO", "--pidfile", "")


def in_front(ports: Ports) -> list[Program]:
    """What visitors meet: started first, so that the first page comes soon."""
    return [site(ports.site), links(ports.links)]


def behind() -> list[Program]:
    """What works behind the pages."""
    return [ship(), relay(), worker(), beat()]


def manage(command: str, *arguments: str) -> Program:
    """A management command as a process."""
    return python(command, ROOT / "manage.py", command, *arguments)


def celery(part: str, *arguments: str, orphaned: signal.Signals = signal.SIGTERM) -> Program:
    command = (sys.executable, "-m", "celery", "-A", "marketplace", part, *arguments)
    return Program(part, command, orphaned=orphaned)


def python(name: str, *arguments: str | Path) -> Program:
    return Program(name, (sys.executable, *arguments))
