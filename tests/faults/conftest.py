"""What a fault test knows, and what it reports to `bin/bench faults`."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

import psycopg2
import pytest
from pytest_django.plugin import DjangoDbBlocker

from marketplace.embedded.folder import Folder
from tests.campaigns.clicks.making import make_claim, make_links
from tests.harness.cluster import Cluster
from tests.harness.fault_table import FAULTS
from tests.harness.own_servers import OwnServers, cluster_of_its_own

DURABLE = ("fsync", "full_page_writes", "synchronous_commit")


class Trial:
    """One line of the table being tried: how often to do it, and what came of it.

    Args:
        times: the fault is to be done.
    """

    def __init__(self, times: int) -> None:
        self.times = times
        self.done = 0
        self.lost: int | None = None
        self.twice: int | None = None
        self.recovered: list[float] = []
        self.remarks: dict[str, int | float] = {}

    def each(self) -> Iterator[int]:
        """Count the times as they are done."""
        for number in range(self.times):
            yield number
            self.done += 1

    @contextmanager
    def recovering(self) -> Iterator[None]:
        """Measure from the fault, or from when what broke is back, until work goes on."""
        began = time.monotonic()
        yield
        self.recovered.append(time.monotonic() - began)

    def found(self, *, lost: int, twice: int | None = None) -> None:
        """Report what was lost, and done twice; either fails the test."""
        self.lost, self.twice = lost, twice
        assert (lost, twice or 0) == (0, 0), f"{lost} lost, {twice} twice"

    def report(self) -> dict[str, object]:
        return {
            "times": self.done,
            "lost": self.lost,
            "twice": self.twice,
            "recovered_s": [round(seconds, 3) for seconds in self.recovered],
            "remarks": self.remarks,
            "database": durability(),
        }


@pytest.fixture
def fault(request: pytest.FixtureRequest) -> Iterator[Trial]:
    """The line of the table that the test is marked with."""
    mark = request.node.get_closest_marker("fault")
    assert mark is not None, "mark the test: @pytest.mark.fault(name=...)"
    line = FAULTS[mark.kwargs["name"]]
    asked = os.environ.get("FRANC_FAULT_TIMES", "short")
    times = {"short": line.short, "full": line.times}.get(asked) or int(asked)
    trial = Trial(times)
    yield trial
    request.node.user_properties.append((mark.kwargs["name"], json.dumps(trial.report())))


class Own(NamedTuple):
    """A cluster and its servers, which nobody else uses."""

    cluster: Cluster
    servers: OwnServers


@pytest.fixture
def own(worker_number: int, tmp_path: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[Own]:
    """A cluster whose database and broker may be killed."""
    folder = Folder(tmp_path / "own").make()
    with django_db_blocker.unblock(), cluster_of_its_own(worker_number, folder) as made:
        yield Own(*made)


@pytest.fixture
def port(cluster: Cluster) -> int:
    """The port of a redirect that knows the link `spring1`."""
    make_links(make_claim(), "spring1")
    cluster.links()
    return cluster.ports.links


def durability() -> dict[str, str]:
    """What the database of the tests says of itself: without these a crash may lose commits."""
    with (
        closing(psycopg2.connect(os.environ["FRANC_TEST_SUPERUSER_URL"])) as db,
        db.cursor() as cursor,
    ):
        cursor.execute(
            "SELECT name, setting FROM pg_settings WHERE name = ANY(%s)", [list(DURABLE)]
        )
        return dict(cursor.fetchall())
