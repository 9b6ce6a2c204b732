"""Read links from the database: all of them, some of them, and which have changed.

Each change is marked with the transaction that made it, and each poll asks from the oldest
transaction that was still running at the poll before: whoever commits late is not missed.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import quote

from psycopg2.extensions import connection as Connection  # noqa: N812  its name there is lower case

from campaigns.clicks.redirect.link_map import Destination

RELOAD_AFTER = 3600.0  # seconds without a poll, after which changes may have been purged
PAGE = 2_000  # links read at a time

POLL = """
SELECT now.xmin::text, change.id, change.code
FROM (SELECT pg_snapshot_xmin(pg_current_snapshot()) AS xmin) AS now
LEFT JOIN campaigns_linkchange change ON change.xid >= %s::xid8
"""
ALL = """
SELECT code, link_id, claim_id, destination_url FROM link_destination WHERE destination_url <> ''
"""
SOME = ALL + "AND code = ANY(%s)"
OLDEST_RUNNING = "SELECT pg_snapshot_xmin(pg_current_snapshot())::text"

# What a URI may consist of (RFC 3986, sections 2.2 and 2.3), and what is escaped already.
URI = "/#%[]=:;$&()+,!?*@'~"

Links = dict[str, Destination]


class LinkChanges:
    """Follows the changes across connections. Connections are in autocommit."""

    def __init__(self) -> None:
        self._since: str | None = None  # the transaction from which the next poll asks
        self._seen: set[int] = set()  # changes already known of those it will find
        self._polled_at = 0.0

    def need_everything(self, db: Connection) -> bool:
        """Whether polling cannot tell what was missed: `everything` must be read."""
        if self._since is None or time.monotonic() - self._polled_at > RELOAD_AFTER:
            return True
        return int(self._oldest_running(db)) < int(self._since)  # another database in its place

    def everything(self, db: Connection) -> Iterator[Links]:
        """Yield all links in pages; what changes meanwhile comes with the next poll."""
        self._since, self._seen = self._oldest_running(db), set()
        self._polled_at = time.monotonic()
        with db.cursor() as cursor:
            cursor.execute(ALL)
            while rows := cursor.fetchmany(PAGE):
                yield _links(rows)

    def poll(self, db: Connection) -> list[str]:
        """Return the codes that changed since the last poll."""
        with db.cursor() as cursor:
            cursor.execute(POLL, [self._since])
            rows = cursor.fetchall()
        changes = {number: code for _, number, code in rows if number is not None}
        new = {code for number, code in changes.items() if number not in self._seen}
        self._since, self._seen = rows[0][0], set(changes)
        self._polled_at = time.monotonic()
        return sorted(new)

    def look_up(self, db: Connection, codes: Sequence[str]) -> Links:
        """Return where these codes lead; those that lead nowhere are left out."""
        with db.cursor() as cursor:
            cursor.execute(SOME, [list(codes)])
            return _links(cursor.fetchall())

    def _oldest_running(self, db: Connection) -> str:
        with db.cursor() as cursor:
            cursor.execute(OLDEST_RUNNING)
            ((xid,),) = cursor.fetchall()
        return str(xid)


def _links(rows: Iterable[tuple[str, int, int, str]]) -> Links:
    """Return the links of some rows; a header holds ASCII, an address may hold more."""
    return {
        code: Destination(link_id, claim_id, quote(url, safe=URI))
        for code, link_id, claim_id, url in rows
    }
