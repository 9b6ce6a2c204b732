"""What happens once the site is up: its address, the demo data, and the demo sign-ins."""

import time
from collections.abc import Generator, Iterator, Mapping
from contextlib import closing

import psycopg2

from marketplace.embedded.doors import page_served
from marketplace.embedded.folder import Folder
from marketplace.embedded.running import Running
from marketplace.embedded.speaking import say
from marketplace.ports import own_port
from marketplace.ports.port_numbers import Ports
from marketplace.ports.who_listens import is_served_by
from marketplace.processes.programs import manage
from marketplace.processes.refused import Refused


def first_page(site: Running, folder: Folder, ports: Ports, began: float) -> Iterator[None]:
    """Wait for the first page and say where it is; yields while it waits.

    Args:
        site: which has to serve it: somebody else's page on our port is no start of ours.
        began: when the start began (time.monotonic, seconds).

    Raises:
        Refused: the site cannot have its port, which was taken meanwhile.
    """
    while not is_up(site, ports.site):
        if site.ended() == own_port.TAKEN:
            raise Refused(site.last_words())
        yield
    seconds = time.monotonic() - began
    say(f"Franc is at http://localhost:{ports.site} (after {seconds:.0f} s); Ctrl-C stops it")
    say(f"Links are served at http://localhost:{ports.links}; logs are in {folder.logs}")


def is_up(site: Running, port: int) -> bool:
    """Whether pages come from this very site."""
    served = site.process is not None and is_served_by(site.process.pid, port)
    return served and page_served(port)


def demo_and_sign_ins(folder: Folder, environment: Mapping[str, str]) -> Iterator[None]:
    """Load the demo into an empty database, and say who can sign in; yields while it waits."""
    if nobody_is_here(environment["DATABASE_URL"]):
        say("Loading the demo: brands, influencers, campaigns and their traffic")
        yield from demo(folder, environment)
    yield from sign_ins(folder, environment)


def demo(folder: Folder, environment: Mapping[str, str]) -> Iterator[None]:
    loading = Running(manage("demo"), folder, environment)
    code = yield from finished(loading)
    if code == 0:
        say("The demo is loaded")
    else:
        say(f"The demo was not loaded (exit code {code}); see {loading.log}")
        say(loading.last_words())


def sign_ins(folder: Folder, environment: Mapping[str, str]) -> Iterator[None]:
    asking = Running(manage("demo", "--sign-ins"), folder, environment)
    asking.log = folder.logs / "sign-ins.txt"
    asking.log.unlink(missing_ok=True)
    if (yield from finished(asking)) == 0:
        say(asking.log.read_text())


def finished(running: Running) -> Generator[None, None, int]:
    """Start, wait, and return the exit code; nothing of it stays when the wait is given up."""
    running.start()
    try:
        while (code := running.ended()) is None:
            yield
    finally:
        running.kill()
    return code


def nobody_is_here(database_url: str) -> bool:
    """Whether the database has no users yet."""
    with closing(psycopg2.connect(database_url)) as db, db.cursor() as cursor:
        cursor.execute("SELECT NOT EXISTS (SELECT FROM accounts_user)")
        (empty,) = cursor.fetchone() or (False,)
    return bool(empty)
