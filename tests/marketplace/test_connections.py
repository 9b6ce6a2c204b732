"""How many connections each program holds under load: docs/ops/postgresql.md counts with these."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from psycopg2.extensions import connection as Connection  # noqa: N812  a class, lower case there

from campaigns.models import Click, ClickToJudge, Link
from marketplace.processes.programs import WORKER_CHILDREN
from tests import factories
from tests.harness.cluster import Cluster, wait_for

AT_MOST = {
    "franc-site": 4,  # threads that serve (marketplace/site.py)
    "franc-links": 1,
    "franc-ship": 1,
    "franc-relay": 1,
    "franc-worker": WORKER_CHILDREN,
}
VISITS = 60


def visit(url: str) -> int:
    try:
        urllib.request.urlopen(url, timeout=240)
    except urllib.error.HTTPError as error:
        return error.code
    return 200


def connections_by_program(db: Connection) -> Counter[str]:
    """Celery's parent, which counts runs and parks, holds one for a moment."""
    with db.cursor() as cursor:
        cursor.execute(
            "SELECT application_name FROM pg_stat_activity"
            " WHERE datname = current_database() AND application_name LIKE 'franc-%'"
        )
        return Counter(name for (name,) in cursor)


def held_while_judging(cluster: Cluster, link: Link) -> Counter[str]:
    """The connections while the judge waits to write: Celery closes them after each task."""
    eye, hand = cluster.superuser(), cluster.connect(cluster.superuser_url, autocommit=False)
    hand.cursor().execute("LOCK TABLE campaigns_verdict IN SHARE MODE")
    factories.clicks(link, 20)
    found: Counter[str] = Counter()

    def worker_is_seen() -> bool:
        nonlocal found
        found |= connections_by_program(eye)
        return "franc-worker" in found

    wait_for(worker_is_seen, "the judge")
    hand.rollback()
    return found


def test_no_program_opens_more_than_is_counted_with(cluster: Cluster) -> None:
    factories.prepare_days()
    link = factories.approved_link(factories.live())
    cluster.everything()
    pages = [f"{cluster.site_url}/l/{link.code}/", f"{cluster.site_url}/l/unknown/"] * VISITS

    with ThreadPoolExecutor(16) as visitors:
        answers = Counter(visitors.map(visit, pages))
        found = held_while_judging(cluster, link)

    wait_for(lambda: Click.objects.exists() and not ClickToJudge.objects.exists(), "a verdict")
    assert answers == {200: VISITS, 404: VISITS}
    assert {name: n for name, n in found.items() if n > AT_MOST[name]} == {}
    assert set(found) == set(AT_MOST)
