"""Keep the map of links up to date, in a thread of its own with a connection of its own.

Changes are polled every second; NOTIFY only makes the next poll come sooner. While the database
is down the map stays as it is, and visitors go on arriving.
"""

from __future__ import annotations

import asyncio
import os
import random
import select
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import Any

import psycopg2
import structlog
from psycopg2.extensions import connection as Connection  # noqa: N812  its name there is lower case

from campaigns.clicks.redirect import link_snapshot
from campaigns.clicks.redirect.link_changes import LinkChanges
from campaigns.clicks.redirect.link_map import LinkMap
from marketplace import tcp_keepalive, time_limits

log = structlog.get_logger(__name__)

POLL_EVERY = 1.0  # seconds
POLL_AT_MOST_EVERY = 0.05  # seconds, however many notifications come
SAVE_EVERY = 5.0  # seconds between two snapshots
FIRST_PAUSE, LONGEST_PAUSE = 0.2, 5.0  # seconds between attempts to connect


class LinkKeeper:
    """Fills a LinkMap and follows the database.

    Args:
        database: libpq's address of it.
        folder: where the snapshot is kept.
    """

    def __init__(
        self, loop: asyncio.AbstractEventLoop, links: LinkMap, database: str, folder: Path
    ) -> None:
        self.tried = Event()  # the database was read whole, or it is known to be away
        self._loop = loop
        self._links = links
        self._database = database
        self._folder = folder
        self._changes = LinkChanges()
        self._asked: SimpleQueue[str] = SimpleQueue()
        self._bell = os.eventfd(0, os.EFD_NONBLOCK | os.EFD_CLOEXEC)
        self._stopping = False
        self._saved = 0  # the version of the map on disk
        self._save_at = 0.0
        self._thread = Thread(target=self._run, name="links", daemon=True)

    def start(self) -> None:
        """Take the map from the snapshot, if there is one, and begin to follow the database."""
        saved = link_snapshot.load_snapshot(self._folder)
        if saved is not None:
            self._links.known.update(saved)
            self._links.complete = True
        self._thread.start()

    def ask(self, code: str) -> None:
        """Have a code looked up; the answer comes to the LinkMap. Called by the event loop."""
        self._asked.put(code)
        os.eventfd_write(self._bell, 1)

    def close(self) -> None:
        self._stopping = True
        os.eventfd_write(self._bell, 1)
        self._thread.join(tcp_keepalive.CONNECT_WITHIN)

    def _run(self) -> None:
        pause = FIRST_PAUSE
        while not self._stopping:
            if not self._database:  # this host lives on its snapshot
                self.tried.set()
                self._sit_out(LONGEST_PAUSE)
                continue
            try:
                with closing(psycopg2.connect(self._database, **_patience())) as db:
                    db.autocommit = True
                    self._begin(db)
                    pause = FIRST_PAUSE
                    self._follow(db)
            except Exception as error:  # whatever it is, links made from now on must be found
                self.tried.set()
                if pause == FIRST_PAUSE:
                    log.warning("the database of the links is away", reason=str(error).strip())
                self._sit_out(pause)
                pause = min(pause * 2, LONGEST_PAUSE)

    def _sit_out(self, pause: float) -> None:
        """Wait before the next attempt, telling those who ask that nobody knows."""
        until = time.monotonic() + pause * random.uniform(0.5, 1.0)  # noqa: S311  not a secret
        while not self._stopping and (left := until - time.monotonic()) > 0:
            self._tell(self._links.cannot_tell, self._codes_asked())
            self._wait(left)

    def _begin(self, db: Connection) -> None:
        with db.cursor() as cursor:
            cursor.execute("LISTEN link_change")
        if self._changes.need_everything(db):
            codes: set[str] = set()
            for page in self._changes.everything(db):
                codes.update(page)
                self._tell(self._links.learn, page, ())
            self._tell(self._links.keep_only, codes)
            log.info("links loaded", links=len(codes))
        self.tried.set()

    def _follow(self, db: Connection) -> None:
        polled_at = 0.0
        while not self._stopping:
            if asked := self._codes_asked():
                self._read(db, asked)
            patience = POLL_AT_MOST_EVERY if db.notifies else POLL_EVERY
            if time.monotonic() - polled_at >= patience:
                db.notifies.clear()
                polled_at = time.monotonic()
                if changed := self._changes.poll(db):
                    self._read(db, changed)
                self._save_when_due()
            self._wait(polled_at + patience - time.monotonic(), db)
            db.poll()

    def _read(self, db: Connection, codes: Sequence[str]) -> None:
        """Tell the map what the database says of these codes."""
        found = self._changes.look_up(db, codes)
        self._tell(self._links.learn, found, set(codes) - found.keys())

    def _codes_asked(self) -> list[str]:
        codes: list[str] = []
        while True:
            try:
                codes.append(self._asked.get_nowait())
            except Empty:
                return codes

    def _wait(self, seconds: float, db: Connection | None = None) -> None:
        """Wait until somebody asks, the database speaks or the time is over."""
        doors = select.poll()  # select() takes no file beyond the thousandth: we may have more
        doors.register(self._bell, select.POLLIN)
        if db is not None:
            doors.register(db, select.POLLIN)
        if (self._bell, select.POLLIN) in doors.poll(max(0.0, seconds * 1000)):
            os.eventfd_read(self._bell)

    def _tell(self, method: Callable[..., None], *arguments: object) -> None:
        """The map belongs to the event loop: its methods are called there, in this order."""
        self._loop.call_soon_threadsafe(method, *arguments)

    def _save_when_due(self) -> None:
        # What was told a moment ago may not have reached the map: then its version changes later.
        version = self._links.version
        if version == self._saved or not self._links.complete or time.monotonic() < self._save_at:
            return
        try:
            link_snapshot.save(self._folder, self._links.known.copy())
            self._saved = version
        except OSError as error:
            log.warning("the links could not be saved", reason=str(error))
        self._save_at = time.monotonic() + SAVE_EVERY


def _patience() -> dict[str, Any]:
    """A table that a migration has locked is as good as away: nobody knows, and says so."""
    patience = tcp_keepalive.libpq()
    return {**patience, "options": f"{patience['options']} {time_limits.options('links')}"}
