"""A durable PostgreSQL of the bench's own, with the links that take part.

It has only the tables that the redirect and the naive view ask for: what is measured is the way
of a click, not the rest of the schema.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager

import psycopg2

from bench.load import LINKS, code
from marketplace.embedded.folder import Folder
from marketplace.embedded.postgres import Postgres

URL = "https://brand.example/spring?utm_source=franc&utm_medium=cpc"
DURABLE = ("fsync", "synchronous_commit", "full_page_writes")
TABLES = """
CREATE TABLE bench_link (code text PRIMARY KEY, link_id bigint, claim_id bigint, url text);
CREATE VIEW link_destination AS
    SELECT code, link_id, claim_id, url AS destination_url FROM bench_link;
CREATE TABLE campaigns_linkchange (
    id bigserial PRIMARY KEY, code text, xid xid8 DEFAULT pg_current_xact_id());
CREATE TABLE naive_link (id bigserial PRIMARY KEY, code varchar(16) UNIQUE, url varchar(700));
CREATE TABLE naive_click (
    id bigserial PRIMARY KEY, link_id bigint NOT NULL REFERENCES naive_link,
    at timestamptz NOT NULL, user_agent text NOT NULL, referrer text NOT NULL,
    languages text NOT NULL, address inet NOT NULL);
CREATE INDEX ON naive_click (link_id);
"""


class Database:
    """The running server. `settings` are those that make it durable, as it says itself."""

    def __init__(self, server: Postgres) -> None:
        self.url = server.url()
        self.major = server.major
        with closing(psycopg2.connect(self.url)) as db, db, db.cursor() as cursor:
            cursor.execute(TABLES)
            links = [(code(number), number, number, URL) for number in range(1, LINKS + 1)]
            cursor.executemany("INSERT INTO bench_link VALUES (%s, %s, %s, %s)", links)
            cursor.execute("INSERT INTO naive_link (code, url) SELECT code, url FROM bench_link")
            cursor.execute(
                "SELECT name, setting FROM pg_settings WHERE name = ANY(%s)", [list(DURABLE)]
            )
            self.settings: dict[str, str] = dict(cursor.fetchall())

    def naive_clicks(self) -> int:
        with closing(psycopg2.connect(self.url)) as db, db.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM naive_click")
            ((count,),) = cursor.fetchall()
            return int(count)


@contextmanager
def running_database(folder: Folder) -> Iterator[Database]:
    """Start it; refuses to measure one that could lose what it committed."""
    server = Postgres(folder)
    server.start()
    try:
        database = Database(server)
        assert set(database.settings.values()) == {"on"}, database.settings
        yield database
    finally:
        server.stop()
