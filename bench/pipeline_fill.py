"""Clicks that are there already when the bench begins, with their verdicts and earnings.

They are made by the database itself, spread over the last days up to now, and hang in no ledger:
what is measured is how much the size of the tables costs, not the audit.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.db import connection, connections

from campaigns.clicks.forgetting import partitions
from campaigns.models import Link

DAYS = 10
BATCH = 500_000
TABLES = {
    "clicks": "campaigns_click",
    "verdicts": "campaigns_verdict",
    "earnings": "payouts_clickearning",
    "windows of visits": "campaigns_visitwindow",
    "queue to judge": "campaigns_clicktojudge",
    "queue to settle": "campaigns_tosettle",
}


def fill(links: list[Link], stored: int) -> None:
    """Add clicks of the links until `stored` are there."""
    today = datetime.now(UTC).date()
    partitions.ensure(today - timedelta(days=DAYS), today)
    where = {"links": [link.pk for link in links], "claims": [link.claim_id for link in links]}
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM campaigns_click")
        (there,) = cursor.fetchone()
        for start in range(there, stored, BATCH):
            count = min(BATCH, stored - start)
            cursor.execute(_CLICKS, {"count": count, "days": DAYS, **where})
            for statement in (_VERDICTS, _EARNINGS, _WINDOWS, "DROP TABLE filled"):
                cursor.execute(statement)
    _analyse()


def sizes() -> dict[str, dict[str, int]]:
    """Return the bytes of each table and of its indexes, partitions together."""
    found = {}
    with connection.cursor() as cursor:
        for name, table in TABLES.items():
            cursor.execute(_SIZES, {"table": table})
            rows, heap, indexes = cursor.fetchone()
            found[name] = {"rows": int(rows), "table": int(heap), "indexes": int(indexes)}
    return found


def _analyse() -> None:
    """As autovacuum would have by now; the tables are the owner's."""
    with connections["owner"].cursor() as cursor:
        for table in TABLES.values():
            cursor.execute(f"ANALYZE {table}")
    connections["owner"].close()


# Ids are UUIDv7 (RFC 9562, section 5.7) of a random millisecond of the last days.
_CLICKS = """
CREATE TEMPORARY TABLE filled AS
SELECT (lpad(to_hex(ms), 12, '0') || '7' || substr(noise, 1, 3) || '8' || substr(noise, 4, 15)
        )::uuid AS id,
       to_timestamp(ms / 1000.0) AS at, pick, decode(noise, 'hex') AS visitor
FROM (SELECT (extract(epoch FROM now()) * 1000 - random() * %(days)s * 86400000)::bigint AS ms,
             md5(random()::text || n) AS noise, 1 + n %% cardinality(%(links)s::bigint[]) AS pick
      FROM generate_series(1, %(count)s) AS n) AS made
ORDER BY ms;
INSERT INTO campaigns_click (id, at, link_id, claim_id, method, prefetch, user_agent_id,
    referrer_host, languages, prefix, visitor_day, visitor_period)
SELECT id, at, (%(links)s::bigint[])[pick], (%(claims)s::bigint[])[pick], 'GET', false, 1,
    'www.facebook.com', 'fr-fr,fr', '2001:db8:1::/48', visitor, visitor FROM filled
"""
_VERDICTS = """
INSERT INTO campaigns_verdict (click_at, click_id, seq, outcome, reasons, ruleset)
SELECT at, id, 1, 'valid', '{}', 'fill' FROM filled
"""
_EARNINGS = """
INSERT INTO payouts_clickearning (click_id, click_at, claim_id, cents, reason)
SELECT id, at, pick, 0, 'cap_reached' FROM filled
"""
_WINDOWS = """
INSERT INTO campaigns_visitwindow (claim_id, visitor_day, opened_at, last_at)
SELECT pick, visitor, at, at FROM filled WHERE at > now() - interval '3 days'
"""
_SIZES = """
WITH parts AS (
    SELECT %(table)s::regclass AS part
    UNION SELECT inhrelid::regclass FROM pg_inherits WHERE inhparent = %(table)s::regclass
)
SELECT sum(greatest(reltuples, 0)) FILTER (WHERE relkind = 'r'),
       sum(pg_table_size(part)), sum(pg_indexes_size(part))
FROM parts JOIN pg_class ON pg_class.oid = part
"""
