"""The map of links in memory: where each code leads, without asking the database.

The map is preloaded and kept up to date by link_changes.py. A code that it lacks is looked up
once and then known to be unknown, until the table of changes names it.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

MAX_MISSES = 100_000
MAX_ASKED = 1_000  # codes being looked up at once; beyond that a stranger is guessing
LOOK_UP_WITHIN = 1.0  # seconds


class Destination(NamedTuple):
    """Where a link leads. `url` is the stored, approved landing page and nothing else."""

    link_id: int
    claim_id: int
    url: str


class LinksUnavailable(Exception):
    """Nothing is known yet: neither a snapshot nor the database could be read."""


class LinkMap:
    """The map of one process. Touched in the thread of its event loop only."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.known: dict[str, Destination] = {}
        self.complete = False  # whether a snapshot or the database has once been read whole
        self.version = 0  # counts the changes of `known`
        self._loop = loop
        self._misses: OrderedDict[str, None] = OrderedDict()
        self._asked: dict[str, asyncio.Future[None]] = {}

    async def find(self, code: str, ask: Callable[[str], None]) -> Destination | None:
        """Return where a code leads, looked up when `known` lacks it; None when nowhere.

        Args:
            ask: has the code looked up, to be answered by `learn` or `cannot_tell`.

        Raises LinksUnavailable when nobody can tell and nothing was ever loaded.
        """
        if code in self.known:
            return self.known[code]
        if code in self._misses:
            self._misses.move_to_end(code)
            return None
        await self._wait_for(code, ask)
        found = self.known.get(code)
        if found is None and not self.complete:
            raise LinksUnavailable
        return found

    async def _wait_for(self, code: str, ask: Callable[[str], None]) -> None:
        answer = self._asked.get(code)
        if answer is None:
            if len(self._asked) >= MAX_ASKED:
                return
            answer = self._asked[code] = self._loop.create_future()
            ask(code)
        # Not wait_for(): it would cancel what other visitors wait for, too.
        await asyncio.wait([answer], timeout=LOOK_UP_WITHIN)

    def learn(self, found: Mapping[str, Destination], missing: Iterable[str]) -> None:
        """Take over what the database says of some codes: these lead there, those nowhere."""
        for code, link in found.items():
            self.known[code] = link
            self.version += 1
            self._misses.pop(code, None)
            self._answered(code)
        for code in missing:
            if self.known.pop(code, None) is not None:
                self.version += 1
            if code in self._asked:
                self._remember_miss(code)
            self._answered(code)

    def keep_only(self, codes: set[str]) -> None:
        """Forget what a complete reading of the database did not contain."""
        for code in self.known.keys() - codes:
            del self.known[code]
            self.version += 1
        self._misses.clear()
        self.complete = True

    def cannot_tell(self, codes: Iterable[str]) -> None:
        """The database did not answer: those who ask again may ask it again."""
        for code in codes:
            self._answered(code)

    def _remember_miss(self, code: str) -> None:
        self._misses[code] = None
        if len(self._misses) > MAX_MISSES:
            self._misses.popitem(last=False)

    def _answered(self, code: str) -> None:
        answer = self._asked.pop(code, None)
        if answer is not None and not answer.done():
            answer.set_result(None)
