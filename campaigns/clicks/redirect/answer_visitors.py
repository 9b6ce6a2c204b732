"""Step 1 of the way of a click: answer the visitor.

A small granian RSGI application of its own, apart from Django: it runs alone on any number of
hosts with DATABASE_URL (or a snapshot of the links) and FRANC_DATA. Every link leads to its
stored destination and nowhere else, whatever the state of its campaign, and the answer leaves
when the click is on disk.

    python -m campaigns.clicks.redirect --port 8001 [--workers 2] [--host 0.0.0.0]
"""

from __future__ import annotations

import asyncio
import gc
import os

from campaigns.clicks import click_tokens
from campaigns.clicks.link_codes import read_asked
from campaigns.clicks.recording import spool, tally
from campaigns.clicks.recording.recorder import Recorder
from campaigns.clicks.recording.tally import Tally
from campaigns.clicks.redirect import error_pages, record_of_request, redirect_metrics
from campaigns.clicks.redirect.link_keeper import LinkKeeper
from campaigns.clicks.redirect.link_map import Destination, LinkMap, LinksUnavailable
from campaigns.clicks.redirect.listener_options import Options
from campaigns.clicks.redirect.rsgi import Answer, Scope
from campaigns.clicks.redirect.stated_visitor import hear_stated
from marketplace.monitoring import access
from marketplace.processes import die_with_parent

NO_STORE = ("cache-control", "no-store")
NO_INDEX = ("x-robots-tag", "noindex")
PLAIN = [NO_STORE, NO_INDEX, ("content-type", "text/plain; charset=utf-8")]
PAGE = [NO_STORE, NO_INDEX, *error_pages.HEADERS]
RETRY = ("retry-after", "5")
LINKS_WITHIN = 3.0  # seconds that a start waits for the database, to begin with all links


class Listener:
    """Answers visitors in one process.

    Args:
        sync: makes what was written to a file durable; raises OSError.
    """

    def __init__(self, options: Options, sync: spool.Sync = os.fdatasync) -> None:
        self._options = options
        self._sync = sync
        self._hear = way_to_hear(options)

    def __rsgi_init__(self, loop: asyncio.AbstractEventLoop) -> None:
        folder = self._options.spool
        spool.prepare(folder)
        tally.sweep(folder)
        self._tally = Tally(folder)
        self._links = LinkMap(loop)
        self._known = self._links.known
        self._keeper = LinkKeeper(loop, self._links, self._options.database, folder)
        self._keeper.start()
        self._keeper.tried.wait(LINKS_WITHIN)
        self._recorder = Recorder(loop, folder, self._tally, self._sync)
        loop.call_soon(die_with_parent.end_if_asked)
        loop.call_soon(rest_the_collector)  # after the map has learnt what was read

    def __rsgi_del__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._recorder.close()
        self._keeper.close()
        self._tally.close()

    async def __rsgi__(self, scope: Scope, answer: Answer) -> None:
        link = self._known.get(scope.path[1:]) or await self._find_or_answer(scope, answer)
        if link is None:
            return
        try:
            record = self._hear(scope, link)
        except ValueError as error:  # only a listener that trusts stated visitors raises it
            answer.response_str(400, PLAIN, f"{error}\n")
            return
        await self._recorder.record(record)
        location = click_tokens.with_token(link.url, record.id)
        answer.response_empty(302, [("location", location), NO_STORE, NO_INDEX])

    async def _find_or_answer(self, scope: Scope, answer: Answer) -> Destination | None:
        """Return a link that was not known yet; for whatever else is asked, answer."""
        path = scope.path
        if path == "/healthz":
            answer.response_str(200, PLAIN, "ok\n")
        elif path == "/metrics":
            await self._tell(scope, answer)
        else:
            return await self._look_up(path, answer)
        return None

    async def _tell(self, scope: Scope, answer: Answer) -> None:
        """Answer a scrape, in a thread: visitors do not wait while the spool is looked at."""
        if not access.may_read(
            self._options.metrics_token,
            scope.headers.get("authorization", ""),
            scope.client.rpartition(":")[0],
            proxied=bool(scope.headers.get("x-forwarded-for", "")),
            in_front=self._options.proxies,
        ):
            answer.response_str(403, PLAIN, "METRICS_TOKEN opens this.\n")
            return
        figures = self._options.spool, self._tally, len(self._known)
        loop = asyncio.get_running_loop()
        text = await loop.run_in_executor(None, redirect_metrics.exposition, *figures)
        answer.response_str(200, PLAIN, text)

    async def _look_up(self, path: str, answer: Answer) -> Destination | None:
        asked = read_asked(path)
        try:
            link = asked and await self._links.find(asked.code, self._keeper.ask)
        except LinksUnavailable:
            answer.response_str(503, [*PAGE, RETRY], error_pages.UNAVAILABLE)
            return None
        if asked is None or link is None:
            self._tally.counts.unknown_codes += 1
            answer.response_str(404, PAGE, error_pages.NO_SUCH_LINK)
        elif asked.who_pays:
            self._say_who_pays(asked.code, answer)
            return None
        return link

    def _say_who_pays(self, code: str, answer: Answer) -> None:
        """Send on to the link's public page: anyone may ask, and asking is no click."""
        if self._options.site:
            page = f"{self._options.site}/l/{code}/"
            answer.response_empty(302, [("location", page), NO_STORE, NO_INDEX])
        else:
            answer.response_str(404, PLAIN, "This host was started without SITE_BASE_URL.\n")


def way_to_hear(options: Options) -> record_of_request.Hear:
    """Return how this listener learns who its visitors are."""
    if options.trust_stated_visitor:
        return hear_stated
    return (
        record_of_request.hear_behind(options.proxies)
        if options.proxies
        else record_of_request.hear
    )


def rest_the_collector() -> None:
    """Keep the map of links out of garbage collection, whose pauses visitors would wait for."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 50, 50)
