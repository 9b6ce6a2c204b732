"""From the spool to the tables: each click once, derived, and nothing lost."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

import msgspec
import pytest
from django.db import DatabaseError, connection

from campaigns.clicks.recording.record import encode_lines
from campaigns.clicks.shipping.ship_segments import ship_waiting
from campaigns.clicks.visitors.visitor_keys import visitor_keys
from campaigns.models import Click, ClickToJudge, UserAgent
from marketplace.models import Heartbeat, OutboxMessage
from tests.campaigns.clicks.redirect.database_away import away
from tests.campaigns.clicks.shipping.spooled import ADDRESS, PORT, click, spool_of
from tests.campaigns.clicks.visits import BROWSER
from tests.harness.cluster import Cluster, wait_for


def stored(key: bytes | memoryview | None) -> bytes:
    assert key is not None
    return bytes(key)


def test_a_click_arrives_as_what_may_be_kept(cluster: Cluster) -> None:
    sent = click()

    shipped = ship_waiting(spool_of(cluster, sent))

    kept = Click.objects.select_related("user_agent").get()
    with connection.cursor() as cursor:
        keys = visitor_keys(cursor, ADDRESS, BROWSER, kept.at)
    assert (shipped.read, shipped.stored, shipped.known) == (1, 1, 0)
    assert (str(kept.id), kept.link_id, kept.claim_id) == (sent.id, 7, 3)
    assert kept.at == datetime.fromtimestamp((UUID(sent.id).int >> 80) / 1000, UTC)
    assert (kept.method, kept.prefetch, kept.late) == ("GET", False, False)
    assert kept.user_agent.string == BROWSER
    assert bytes(kept.user_agent.digest) == sha256(BROWSER.encode()).digest()
    assert (kept.referrer_host, kept.languages) == ("m.facebook.com", "fr,en")
    assert (kept.prefix, kept.country, kept.clicker_id) == ("203.0.113.0/24", None, None)
    assert (stored(kept.visitor_day), stored(kept.visitor_period)) == (keys.day, keys.period)


def test_it_waits_to_be_judged_and_the_judge_is_woken(cluster: Cluster) -> None:
    ship_waiting(spool_of(cluster, click(), click()))

    first, second = ClickToJudge.objects.order_by("arrival")
    assert [first.click_id, second.click_id] == [c.id for c in Click.objects.order_by("arrival")]
    assert first.click_at == Click.objects.order_by("arrival")[0].at
    with connection.cursor() as cursor:
        keys = visitor_keys(cursor, ADDRESS, BROWSER, first.click_at)
    assert stored(first.visitor_before) == keys.before
    assert [m.task for m in OutboxMessage.objects.all()] == ["campaigns.judge"]


def test_arrival_follows_the_spool(cluster: Cluster) -> None:
    records = [click() for _ in range(300)]

    ship_waiting(spool_of(cluster, *records))

    assert [str(c.id) for c in Click.objects.order_by("arrival")] == [r.id for r in records]


def test_shipped_twice_is_stored_once(cluster: Cluster) -> None:
    records = [click() for _ in range(3)]
    ship_waiting(spool_of(cluster, *records))

    shipped = ship_waiting(spool_of(cluster, *records, records[0], click()))

    assert (shipped.read, shipped.stored, shipped.known) == (5, 1, 4)
    assert Click.objects.count() == ClickToJudge.objects.count() == 4
    assert OutboxMessage.objects.count() == 2


def test_nothing_new_wakes_nobody(cluster: Cluster) -> None:
    again = click()
    ship_waiting(spool_of(cluster, again))
    ship_waiting(spool_of(cluster, again))

    assert OutboxMessage.objects.count() == 1


def test_a_shipped_segment_is_gone(cluster: Cluster) -> None:
    folder = spool_of(cluster, click())

    ship_waiting(folder)

    assert list(folder.iterdir()) == []


def test_two_shippers_at_once_store_each_click_once(cluster: Cluster) -> None:
    for number in range(60):
        spool_of(cluster, *(click() for _ in range(50)), name=f"{number:03d}-1-1")
    command = [sys.executable, "manage.py", "ship", "--once"]

    def ship(_: int) -> str:
        done = subprocess.run(
            command, env=cluster.environment, capture_output=True, text=True, check=True
        )
        return done.stdout

    with ThreadPoolExecutor() as pool:
        said = list(pool.map(ship, range(2)))

    assert Click.objects.count() == ClickToJudge.objects.count() == 3000
    assert sum(int(line.split()[0]) for line in said) == 3000


def test_a_database_that_is_away_leaves_the_segments(cluster: Cluster) -> None:
    folder = spool_of(cluster, click())

    with away(cluster), pytest.raises(DatabaseError):
        ship_waiting(folder)

    assert ship_waiting(folder).stored == 1


def test_what_cannot_be_read_is_put_aside_without_its_address(cluster: Cluster) -> None:
    lines = encode_lines([click()]) + b"[nonsense\n" + encode_lines([click(id="no uuid")])
    (cluster.folder.spool / "5-1-1.ready").write_bytes(lines)

    shipped = ship_waiting(cluster.folder.spool)

    assert (shipped.read, shipped.stored, shipped.refused) == (3, 1, 2)
    text = (cluster.folder.spool / "aside" / "5-1-1.ndjson").read_text()
    nonsense, no_uuid = msgspec.json.Decoder(dict[str, Any]).decode_lines(text)
    assert nonsense["line"] == "[nonsense"
    assert "no UUIDv7" in no_uuid["reason"]
    assert ADDRESS not in text


def test_what_the_database_refuses_is_put_aside_and_blocks_nothing(cluster: Cluster) -> None:
    refused = [click(method="G\0T"), click(languages="fr\0")]
    good = [click() for _ in range(20)]

    shipped = ship_waiting(spool_of(cluster, *good[:10], *refused, *good[10:], name="6-1-1"))

    assert (shipped.stored, shipped.refused) == (20, 2)
    text = (cluster.folder.spool / "aside" / "6-1-1.ndjson").read_text()
    asides = msgspec.json.Decoder(dict[str, Any]).decode_lines(text)
    assert ["invalid byte sequence" in aside["reason"] for aside in asides] == [True, True]
    assert ADDRESS not in text


def test_a_click_of_a_clock_that_runs_ahead_is_put_aside(cluster: Cluster) -> None:
    tomorrow = datetime.now(UTC) + timedelta(hours=25)

    shipped = ship_waiting(spool_of(cluster, click(tomorrow), click()))

    assert (shipped.stored, shipped.refused) == (1, 1)


def test_numbers_the_database_has_no_room_for_are_put_aside(cluster: Cluster) -> None:
    shipped = ship_waiting(spool_of(cluster, click(link_id=1 << 63), click(claim_id=0), click()))

    assert (shipped.stored, shipped.refused) == (1, 2)


def test_a_torn_line_is_counted_and_the_rest_is_stored(cluster: Cluster) -> None:
    lines = encode_lines([click(), click()])
    (cluster.folder.spool / "7-1-1.open").write_bytes(lines[:-30])

    shipped = ship_waiting(cluster.folder.spool)

    assert (shipped.read, shipped.stored, shipped.torn) == (1, 1, 1)


def test_a_click_whose_day_is_forgotten_is_late_and_has_no_keys(cluster: Cluster) -> None:
    ship_waiting(spool_of(cluster, click(datetime.now(UTC) - timedelta(days=4))))

    kept = Click.objects.get()
    assert (kept.late, kept.visitor_day, kept.visitor_period) == (True, None, None)
    assert ClickToJudge.objects.get().visitor_before is None


def test_the_demo_gives_keys_to_clicks_of_any_age(cluster: Cluster) -> None:
    old = datetime(2013, 1, 1, 0, 30, tzinfo=UTC)

    ship_waiting(spool_of(cluster, click(old)), allow_past=True)

    kept = Click.objects.get()
    assert (kept.at, kept.late, kept.visitor_day is None) == (old, False, False)


def test_no_address_is_in_any_table(cluster: Cluster) -> None:
    ship_waiting(spool_of(cluster, click(), click(address="[2001:db8:1:2:3:4:5:6]:99")))

    with cluster.superuser().cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        for (table,) in cursor.fetchall():
            cursor.execute(
                f'SELECT count(*) FROM "{table}" AS r WHERE r::text ~ %s',
                [f"{ADDRESS}|2001:db8:1:2|{PORT}"],
            )
            assert (table, cursor.fetchone()) == (table, (0,))
    assert UserAgent.objects.count() == 1


def test_the_shipper_goes_on_until_it_is_asked_to_stop(cluster: Cluster) -> None:
    shipper = cluster.ship()
    spool_of(cluster, click())

    wait_for(lambda: Click.objects.count() == 1, "the click")
    wait_for(lambda: Heartbeat.objects.filter(job__startswith="ship ").exists(), "its heartbeat")

    shipper.stop()

    assert shipper.process
    assert shipper.process.returncode == 0
    assert "1 read, 1 stored" in shipper.log.read_text()
