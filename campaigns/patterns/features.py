"""Bring the features of pass B up to date: each click is read once, by its number of arrival."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import Max
from django.db.models.functions import Now

from campaigns.models import PatternLook
from campaigns.patterns.delays import BUCKETS

LOCK = 0x6C6F6F6B  # "look": the advisory lock of whoever reads clicks into the features
BATCH = 200_000  # clicks
# Pages report how long they were looked at when they are left; shipping commits in the meantime.
PATIENCE = timedelta(minutes=30)


def begin(patience: timedelta, *, whole: bool) -> tuple[PatternLook, int]:
    """Begin a look; return it with the number of arrival up to which it may read.

    No click above that number is read that had less than `patience` to be committed and to
    report its dwell: the number is what an earlier look saw as the latest.
    """
    latest = _latest_arrival()
    if patience:
        old = PatternLook.objects.filter(started_at__lte=Now() - patience)
        may_read = old.aggregate(latest=Max("seen_arrival"))["latest"] or 0
    else:
        may_read = latest
    look = PatternLook.objects.create(seen_arrival=latest, arrival=_read_so_far(), whole=whole)
    return look, _all_judged(may_read)


def read(look: PatternLook, up_to: int) -> None:
    """Count what has arrived up to number `up_to`, in batches that each commit with the number.

    Two looks at once share the work: each batch is read under a lock from where the last ended.
    """
    while _read_batch(look, up_to):
        pass


def searched_so_far() -> int:
    """Return the number up to which scripts were looked for, by looks that came to their end.

    What a look had read when it was killed is searched by the next one.
    """
    finished = PatternLook.objects.filter(finished_at__isnull=False)
    return finished.aggregate(latest=Max("arrival"))["latest"] or 0


def _read_batch(look: PatternLook, up_to: int) -> bool:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        after = _read_so_far()
        last = min(after + BATCH, up_to)
        if after < up_to:
            parameters: dict[str, Any] = {"after": after, "last": last, "buckets": list(BUCKETS)}
            cursor.execute(_READ, parameters)
            look.clicks += cursor.fetchone()[0]
        look.arrival = max(after, last)
        look.save(update_fields=["arrival", "clicks"])
    return look.arrival < up_to


def _read_so_far() -> int:
    return PatternLook.objects.aggregate(latest=Max("arrival"))["latest"] or 0


def _latest_arrival() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT last_value FROM campaigns_click_arrival_seq")
        return int(cursor.fetchone()[0])


def _all_judged(up_to: int) -> int:
    """Return the number below which no click waits for pass A, at most `up_to`.

    One that was parked would hold back all patterns: it is left out of them.
    """
    with connection.cursor() as cursor:
        cursor.execute(_FIRST_WAITING)
        first = cursor.fetchone()[0]
    return up_to if first is None else min(up_to, int(first) - 1)


_FIRST_WAITING = """
SELECT min(arrival) FROM campaigns_clicktojudge queue
WHERE NOT EXISTS (SELECT FROM campaigns_parkedclick parked WHERE parked.arrival = queue.arrival)
"""
_READ = """
WITH stage AS MATERIALIZED (
    SELECT click.claim_id, click.link_id, click.clicker_id, click.at,
           click.referrer_host = '' AS direct, dwell.bucket = 0 AS zero_dwell,
           coalesce(extract(epoch FROM click.at - (
               SELECT max(post.created_at) FROM campaigns_post post
               WHERE post.link_id = click.link_id AND post.created_at <= click.at
           )), -1)::float8 AS delay
    FROM campaigns_click click
    JOIN campaigns_verdict verdict
        ON verdict.click_at = click.at AND verdict.click_id = click.id AND verdict.seq = 1
    LEFT JOIN campaigns_dwell dwell ON dwell.click_id = click.id
    WHERE click.arrival > %(after)s AND click.arrival <= %(last)s AND verdict.outcome <> 'rejected'
), profiles AS (
    INSERT INTO campaigns_clickprofile AS profile (claim_id, delay, direct, zero_dwell, clicks)
    SELECT claim_id, CASE WHEN delay < 0 THEN -1
               ELSE (%(buckets)s::int[])[width_bucket(delay, %(buckets)s::float8[])] END,
           direct, zero_dwell, count(*)
    FROM stage GROUP BY 1, 2, 3, 4
    ON CONFLICT (claim_id, delay, direct, zero_dwell)
        DO UPDATE SET clicks = profile.clicks + excluded.clicks
), edges AS (
    INSERT INTO campaigns_clickedge AS edge
        (clicker_id, claim_id, clicks, direct, zero_dwell, looked, last_at)
    SELECT stage.clicker_id, stage.claim_id, count(*), count(*) FILTER (WHERE direct),
           count(*) FILTER (WHERE zero_dwell), count(zero_dwell), max(stage.at)
    FROM stage JOIN campaigns_claim claim ON claim.id = stage.claim_id
    WHERE stage.clicker_id IS NOT NULL AND stage.clicker_id <> claim.influencer_id
    GROUP BY 1, 2
    ON CONFLICT (clicker_id, claim_id) DO UPDATE SET
        clicks = edge.clicks + excluded.clicks, direct = edge.direct + excluded.direct,
        zero_dwell = edge.zero_dwell + excluded.zero_dwell,
        looked = edge.looked + excluded.looked, last_at = greatest(edge.last_at, excluded.last_at)
), days AS (
    INSERT INTO campaigns_linkday AS total (link_id, day, clicks)
    SELECT link_id, (at AT TIME ZONE 'UTC')::date, count(*) FROM stage GROUP BY 1, 2
    ON CONFLICT (link_id, day) DO UPDATE SET clicks = total.clicks + excluded.clicks
)
SELECT count(*) FROM stage
"""
