"""What was put aside is shipped again once its cause is mended."""

from __future__ import annotations

from campaigns.clicks.shipping.reship_quarantined import ship_quarantined
from campaigns.clicks.shipping.ship_segments import ship_waiting
from campaigns.models import Click, ClickToJudge
from tests.campaigns.clicks.shipping.spooled import click, spool_of
from tests.harness.cluster import Cluster

GUARD = "ALTER TABLE campaigns_click ADD CONSTRAINT broken CHECK (languages <> 'fr,en') NOT VALID"


def test_a_click_comes_back_when_the_database_takes_it(cluster: Cluster) -> None:
    spool = spool_of(cluster, click(), click(languages="de"))
    with cluster.owner().cursor() as cursor:
        cursor.execute(GUARD)
    assert ship_waiting(spool).refused == 1

    assert ship_quarantined(spool).refused == 1  # its cause is still there
    with cluster.owner().cursor() as cursor:
        cursor.execute("ALTER TABLE campaigns_click DROP CONSTRAINT broken")
    again = ship_quarantined(spool)

    assert (again.stored, again.refused) == (1, 0)
    assert Click.objects.count() == ClickToJudge.objects.count() == 2
    assert list((spool / "aside").iterdir()) == []


def test_what_cannot_be_read_stays_and_doing_it_twice_stores_once(cluster: Cluster) -> None:
    spool = spool_of(cluster, click(languages="de"))
    with (spool / "1-1-1.ready").open("ab") as file:
        file.write(b"no click\n")
    ship_waiting(spool)

    assert (ship_quarantined(spool).refused, ship_quarantined(spool).refused) == (1, 1)

    assert Click.objects.count() == 1
    assert "no click" in (spool / "aside" / "1-1-1.ndjson").read_text()
