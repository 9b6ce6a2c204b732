"""The map of links follows the database, and outlives it."""

from collections.abc import Callable

import pytest
from django.db import connection

from campaigns.models import Campaign, Link
from marketplace.processes import programs
from tests.campaigns.clicks.making import LANDING, make_claim, make_links
from tests.campaigns.clicks.redirect.database_away import away
from tests.campaigns.clicks.visits import recorded, serves, visit
from tests.harness.cluster import Cluster, wait_for

ELSEWHERE = "https://brand.example/summer"
NOWHERE = "postgres://franc_app@127.0.0.1:1/franc"


def location(port: int, code: str) -> str | None:
    return visit(port, f"/{code}").headers.get("location")


def leads_to(port: int, code: str, url: str | None) -> Callable[[], bool]:
    return lambda: location(port, code) == url


def test_a_new_link_works_at_once_though_nobody_announced_it(port: int) -> None:
    make_links(make_claim("marc"), "fresh12")

    assert location(port, "fresh12") == LANDING


def test_a_code_once_unknown_works_soon_after_it_is_made(port: int) -> None:
    assert location(port, "fresh12") is None

    make_links(make_claim("marc"), "fresh12")

    wait_for(leads_to(port, "fresh12", LANDING), "the new link")


def test_an_unknown_code_costs_one_look_up(port: int, cluster: Cluster) -> None:
    with cluster.app().cursor() as cursor:

        def look_ups() -> int:
            cursor.execute(
                "SELECT seq_scan + coalesce(idx_scan, 0) FROM pg_stat_all_tables"
                " WHERE relname = 'campaigns_link'"
            )
            ((count,),) = cursor.fetchall()
            return int(count)

        connection.close()  # ours is counted with its end, and that of the redirect with a look-up
        began = look_ups()
        visit(port, "/autumn1")
        wait_for(lambda: look_ups() > began, "what came before to be counted")
        before = look_ups()
        visit(port, "/summer1")
        wait_for(lambda: look_ups() > before, "the first look-up to be counted")
        once = look_ups()
        for _ in range(20):
            assert visit(port, "/summer1").status == 404
        visit(port, "/winter1")
        wait_for(lambda: look_ups() > once, "that of the other code to be counted")

        assert look_ups() - once == once - before


def test_a_new_destination_is_followed_soon(port: int) -> None:
    Campaign.objects.update(destination_url=ELSEWHERE)

    wait_for(leads_to(port, "spring1", ELSEWHERE), "the new destination")


def test_a_change_is_found_without_a_notification(port: int, cluster: Cluster) -> None:
    with cluster.superuser().cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")  # no triggers, so no NOTIFY
        cursor.execute("UPDATE campaigns_campaign SET destination_url = %s", [ELSEWHERE])
        cursor.execute("INSERT INTO campaigns_linkchange (code) VALUES ('spring1')")

    wait_for(leads_to(port, "spring1", ELSEWHERE), "the polled change")


def test_who_commits_late_is_not_missed(port: int, cluster: Cluster) -> None:
    """Its change has the lower number, and was not there when the higher one was read."""
    early, late = make_links(make_claim("marc"), "early12", "late123")
    assert (location(port, "early12"), location(port, "late123")) == (LANDING, LANDING)
    slow = cluster.connect(cluster.app_url, autocommit=False)
    with slow.cursor() as cursor:
        cursor.execute("UPDATE campaigns_link SET code = 'later' WHERE id = %s", [late.pk])
    Link.objects.filter(pk=early.pk).update(code="earlier")
    wait_for(leads_to(port, "earlier", LANDING), "the first to commit")
    assert location(port, "later") is None
    Link.objects.filter(pk=early.pk).update(code="earlie3")
    wait_for(leads_to(port, "earlie3", LANDING), "one more poll")

    slow.commit()

    wait_for(leads_to(port, "later", LANDING), "the late committer")


def test_a_destination_beyond_ascii_is_escaped(port: int) -> None:
    Campaign.objects.update(destination_url="https://brand.example/été?a=%20b&c=d e#f")

    escaped = "https://brand.example/%C3%A9t%C3%A9?a=%20b&c=d%20e#f"
    wait_for(leads_to(port, "spring1", escaped), "the new destination")


def test_a_link_without_destination_is_none(port: int) -> None:
    make_links(make_claim("marc", destination="", status="in_review"), "nowhere")

    assert visit(port, "/nowhere").status == 404


@pytest.mark.parametrize("status", ["paused", "ended", "closed", "draft"])
def test_the_state_of_the_campaign_stops_no_visitor(port: int, status: str) -> None:
    make_links(make_claim("marc", status=status), "idle123")

    assert location(port, "idle123") == LANDING


def test_it_starts_from_its_snapshot_while_the_database_is_down(
    port: int, cluster: Cluster
) -> None:
    snapshot = cluster.folder.spool / "links.snapshot"
    wait_for(snapshot.exists, "the snapshot")
    cluster.running[-1].stop()

    cluster.start(programs.links(port), DATABASE_URL=NOWHERE)

    wait_for(lambda: serves(port), "the redirect to serve")
    assert location(port, "spring1") == LANDING
    assert visit(port, "/summer1").status == 404
    assert len(recorded(cluster.folder.spool)) == 1


def test_a_database_that_goes_away_stops_no_visitor(port: int, cluster: Cluster) -> None:
    with away(cluster):
        assert location(port, "spring1") == LANDING
        assert visit(port, "/summer1").status == 404
        assert len(recorded(cluster.folder.spool)) == 1

    make_links(make_claim("marc"), "summer1")
    wait_for(leads_to(port, "summer1", LANDING), "the link made afterwards")
