"""How many connections each program holds under load: docs/ops/postgresql.md counts with these."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from campaigns.models import Click, ClickToJudge
from marketplace.embedded.programs import WORKER_CHILDREN
from tests import factories
from tests.harness.cluster import Cluster, wait_for

AT_MOST = {
    "franc-site": 4,  # threads that serve (--blocking-threads)
    "franc-links": 1,
    "franc-ship": 1,
    "franc-relay": 1,
    "franc-worker": WORKER_CHILDREN,
}
VISITS = 60


def visit(url: str) -> int:
    try:
        urllib.request.urlopen(url, timeout=60)
    except urllib.error.HTTPError as error:
        return error.code
    return 200


def connections_of(cluster: Cluster) -> Counter[str]:
    """By program; Celery's parent, which counts runs and parks, holds one for a moment."""
    with cluster.superuser().cursor() as cursor:
        cursor.execute(
            "SELECT application_name FROM pg_stat_activity"
            " WHERE datname = current_database() AND application_name LIKE 'franc-%'"
        )
        return Counter(name for (name,) in cursor)


def test_no_program_opens_more_than_is_counted_with(cluster: Cluster) -> None:
    factories.prepare_days()
    link = factories.approved_link(factories.live())
    cluster.everything()
    pages = [f"{cluster.site_url}/l/{link.code}/", f"{cluster.site_url}/l/unknown/"] * VISITS

    with ThreadPoolExecutor(16) as visitors:
        answers = Counter(visitors.map(visit, pages))
        factories.clicks(link, 20)
        wait_for(lambda: Click.objects.exists() and not ClickToJudge.objects.exists(), "a verdict")
    found = connections_of(cluster)

    assert answers == {200: VISITS, 404: VISITS}
    assert {name: n for name, n in found.items() if n > AT_MOST[name]} == {}
    assert set(found) == set(AT_MOST)
