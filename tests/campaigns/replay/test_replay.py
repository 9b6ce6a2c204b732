"""`bin/manage replay`: any log, line by line, and nothing else is touched."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError
from django.db import connection

from campaigns.clicks.judging.rules import ruleset
from campaigns.replay import schema
from tests.campaigns.clicks.making import make_claim, make_links
from tests.campaigns.replay.logs import BROWSER, apart, click, here, verdicts, write
from tests.harness.cluster import Cluster

INSERT = "INSERT INTO {} (job, figures) VALUES ('ship', '{{}}')"
SEEN = {
    "r": "count(*), max(xmin::text::bigint), sum(xmin::text::bigint)",
    "S": "last_value, is_called",
}
VALID = {"verdict": "valid", "reasons": [], "ruleset": ruleset.VERSION}


def test_the_verdicts_stand_in_the_order_of_the_log(cluster: Cluster, tmp_path: Path) -> None:
    lines = [
        click(5, id=17),
        click(3, user_agent="Twitterbot/1.0"),
        click(4, method="HEAD"),
        click(1, ip="2001:db8::6"),  # the same visitor as the first line, 4 seconds earlier
        click(2, purpose="prefetch;prerender"),
    ]

    found = verdicts(tmp_path, lines)

    assert found == [
        {"id": 17, "verdict": "rejected", "reasons": ["double_click", "repeat_24h"],
         "ruleset": ruleset.VERSION},
        {"id": "c3", "verdict": "rejected", "reasons": ["link_preview"],
         "ruleset": ruleset.VERSION},
        {"id": "c4", "verdict": "rejected", "reasons": ["method"], "ruleset": ruleset.VERSION},
        {"id": "c1", **VALID},
        {"id": "c2", "verdict": "rejected", "reasons": ["prefetch"], "ruleset": ruleset.VERSION},
    ]  # fmt: skip


def test_who_a_visitor_is(cluster: Cluster, tmp_path: Path) -> None:
    """An address with its user agent; a stated visitor whatever the user agent; else nobody."""
    other = BROWSER.replace("18_1", "18_2")
    lines = [
        click(1, ip="203.0.113.9"),
        click(101, ip="203.0.113.9", user_agent=other),
        click(2, ip=None, visitor="v", link="summer1", owner="noe"),
        click(102, ip=None, visitor="v", link="summer1", owner="noe", user_agent=other),
        click(3, ip=None, link="winter1", owner="zoe"),
        click(103, ip=None, link="winter1", owner="zoe"),
    ]

    found = {one["id"]: one["reasons"] for one in verdicts(tmp_path, lines)}

    assert found == {
        "c1": [], "c101": [], "c2": [], "c102": ["repeat_24h"], "c3": [], "c103": [],
    }  # fmt: skip


def test_bad_lines_are_told_by_number_and_counted(cluster: Cluster, tmp_path: Path) -> None:
    log = write(tmp_path / "log", [click(1), "nonsense", click(2), click(1, link="summer1")])

    said = here(log, tmp_path / "out")

    assert "line 2: " in said
    assert "line 4: its id is that of line 1" in said
    assert "2 clicks, 2 bad lines" in said
    assert len((tmp_path / "out").read_text().splitlines()) == 2


@pytest.mark.parametrize("lines", [None, ["", "nonsense"]])
def test_a_log_without_a_click_is_refused(
    cluster: Cluster, tmp_path: Path, lines: list[str] | None
) -> None:
    log = tmp_path / "log" if lines is None else write(tmp_path / "log", lines)

    with pytest.raises(CommandError) as refused:
        here(log, tmp_path / "out")

    assert refused.value.returncode == 2
    assert [path.name for path in tmp_path.iterdir() if "out" in path.name] == []


def test_two_runs_give_the_same_bytes(cluster: Cluster, tmp_path: Path) -> None:
    """Though each has visitor secrets of its own, and hashes texts otherwise."""
    chance = random.Random(5)
    lines = [
        click(number, at=1_357_000_000 + chance.random() * 200_000, link=f"l{chance.randrange(9)}",
              owner=f"o{chance.randrange(5)}", ip=f"203.0.113.{chance.randrange(40)}")
        for number in range(500)
    ]  # fmt: skip
    log = write(tmp_path / "log", lines)

    for run in ("1", "2"):
        apart(cluster, log, tmp_path / run, PYTHONHASHSEED=run)

    assert (tmp_path / "1").read_bytes() == (tmp_path / "2").read_bytes()
    assert b"repeat_24h" in (tmp_path / "1").read_bytes()


def test_the_real_data_is_as_it_was(cluster: Cluster, tmp_path: Path) -> None:
    make_links(make_claim(), "spring1")
    before = state_of_everything(cluster)

    verdicts(tmp_path, [click(number, clicker="noe") for number in range(50)])

    assert state_of_everything(cluster) == before


def test_a_table_that_is_not_replaced_stops_the_replay(
    cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    forgetful = schema._TABLES.replace("ORDER", "AND relname <> 'payouts_entry' ORDER")
    monkeypatch.setattr(schema, "_TABLES", forgetful)

    with pytest.raises(schema.SchemaLeaks, match="payouts_entry"), schema.throwaway():
        pytest.fail("it began")


def test_a_sequence_that_is_not_replaced_stops_the_replay(
    cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schema, "_COUNTERS", "SELECT 1")

    with pytest.raises(schema.SchemaLeaks, match="arrival"), schema.throwaway():
        pytest.fail("it began")


def test_postgresql_itself_refuses_to_write_real_data(cluster: Cluster) -> None:
    with schema.throwaway(), connection.cursor() as cursor:
        cursor.execute(INSERT.format("marketplace_heartbeat"))
        with pytest.raises(Exception, match="read-only transaction"):
            cursor.execute(INSERT.format("public.marketplace_heartbeat"))


def test_a_lost_connection_ends_the_replay_rather_than_reach_real_data(cluster: Cluster) -> None:
    with schema.throwaway():
        connection.close()

        with pytest.raises(schema.SchemaLeaks, match="lost"):
            connection.cursor()


def state_of_everything(cluster: Cluster) -> dict[str, Any]:
    """Return how many rows each table has, by which transactions; how far each sequence is."""
    with cluster.superuser().cursor() as cursor:
        cursor.execute(
            "SELECT relname, relkind FROM pg_class"
            " WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'S')"
        )
        state = {}
        for name, kind in cursor.fetchall():
            cursor.execute(f'SELECT {SEEN[kind]} FROM public."{name}"')
            state[name] = cursor.fetchone()
        return state


def test_what_cannot_be_read_tells_nobody_apart_unless_the_log_names_them(
    cluster: Cluster, tmp_path: Path
) -> None:
    odd = {"user_agent": "Mozilla/5.0 (Linux; Android 9; INCO AIR®) Safari/537.36"}
    lines = [
        *(click(n, ip="203.0.113.9", **odd) for n in range(2)),
        *(
            click(n, ip=None, visitor=who, **odd)
            for n, who in ((2, "9f2c"), (3, "9f2c"), (4, "77"))
        ),
    ]

    found = [(one["verdict"], one["reasons"]) for one in verdicts(tmp_path, lines)]

    assert found == [
        ("valid", []), ("held", ["unreadable_visitor"]),
        ("valid", []), ("rejected", ["double_click", "repeat_24h"]), ("valid", []),
    ]  # fmt: skip
