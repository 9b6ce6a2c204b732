"""Starts everything in order, keeps it running, stops it in reverse."""

import signal
import time
from collections.abc import Iterator
from types import FrameType

from marketplace.embedded import addresses
from marketplace.embedded.doors import refuse_busy
from marketplace.embedded.folder import Folder
from marketplace.embedded.opening import demo_and_sign_ins, finished, first_page
from marketplace.embedded.restarting import Child, Kept
from marketplace.embedded.running import Running
from marketplace.embedded.servers import Servers
from marketplace.embedded.speaking import say
from marketplace.embedded.turns import Lock
from marketplace.ports.port_numbers import Ports
from marketplace.processes.programs import behind, in_front, manage
from marketplace.processes.refused import Refused

LOOKS_EVERY = 0.1  # seconds


class Supervisor:
    """Everything that runs for one data folder."""

    def __init__(self, folder: Folder, ports: Ports, *, with_demo: bool = True) -> None:
        self.folder = folder
        self.ports = ports
        self.with_demo = with_demo
        self.began = time.monotonic()
        self.servers = Servers.of(folder)
        self.kept: list[Kept] = []
        self.stopping = False

    def run(self) -> None:
        """Run until SIGINT, SIGTERM or SIGHUP.

        Raises:
            Refused: it already runs, a port is taken, or a server or the schema is not to be had.
        """
        with Lock(self.folder.root / "servers.lock") as turn:
            self.take_turn(turn)
            refuse_busy(self.ports)
            self.listen_to_signals()
            try:
                self.look_after(self.everything())
            finally:
                self.stop()

    def take_turn(self, turn: Lock) -> None:
        if not turn.take(wait=False):
            name, pid = turn.holder()
            if name == "bin/run":
                raise Refused(f"Franc already runs from {self.folder.root} (process {pid}).")
            say(f"Waiting for {name} (process {pid}) to finish with {self.folder.root}")
            turn.take()
        turn.sign("bin/run")

    def listen_to_signals(self) -> None:
        def stop(number: int, frame: FrameType | None) -> None:
            self.stopping = True

        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, stop)

    def everything(self) -> Iterator[None]:
        """The steps of a start; yields wherever it waits."""
        say("Starting the database and the broker")
        for server in self.servers.each():
            self.keep(server)
            yield
        self.servers.make_database()
        environment = self.servers.environment(self.ports)
        yield from self.migrate(environment)
        say("Starting the site")
        site, links = [Running(each, self.folder, environment) for each in in_front(self.ports)]
        self.keep(site)
        self.keep(links)
        addresses.note_ports(self.folder, self.ports)
        yield from first_page(site, self.folder, self.ports, self.began)
        for program in behind():
            self.keep(Running(program, self.folder, environment))
        if self.with_demo:
            yield from demo_and_sign_ins(self.folder, environment)

    def keep(self, child: Child) -> None:
        kept = Kept(child, say)
        self.kept.append(kept)
        kept.start()

    def migrate(self, environment: dict[str, str]) -> Iterator[None]:
        migration = Running(manage("migrate", "--verbosity", "0"), self.folder, environment)
        if (yield from finished(migration)) != 0:
            raise Refused(f"The database could not be migrated:\n{migration.last_words()}")

    def look_after(self, steps: Iterator[None]) -> None:
        """Go through the steps, and keep what was started running, until told to stop."""
        while not self.stopping:
            next(steps, None)
            for kept in self.kept:
                kept.look()
            time.sleep(LOOKS_EVERY)

    def stop(self) -> None:
        if self.kept:
            say("Stopping")
        addresses.forget_ports(self.folder)
        for kept in reversed(self.kept):
            kept.child.stop()
