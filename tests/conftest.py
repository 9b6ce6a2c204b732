"""Fixtures for every test: a database of the worker's own, a cluster on demand, a browser.

`db` runs as the application's role, inside a transaction that is rolled back. Tests that need
committed data, other processes or other roles ask for `cluster` instead of `transactional_db`,
which would have to TRUNCATE, and the application may not.
"""

import itertools
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import expect
from pytest_django.plugin import DjangoDbBlocker

from marketplace.embedded import roles
from marketplace.embedded.folder import Folder
from marketplace.processes.refused import Refused
from tests.harness.browser import browser_flags, browser_path, require_browser
from tests.harness.cluster import PATIENCE, Cluster, in_database, made_cluster, point_django_at
from tests.harness.longest_first import longest_first
from tests.harness.servers import TEMPLATE

COUNTER = itertools.count(1)


def pytest_configure(config: pytest.Config) -> None:
    if "FRANC_TEST_SUPERUSER_URL" not in os.environ:
        raise pytest.UsageError("The tests need their servers: run them with bin/test")
    # Playwright's event loop runs in the test's thread, where Django then fears for its queries.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    expect.set_options(timeout=PATIENCE * 1000)
    # How long an example takes says something of the machine and its other work, nothing of us.
    too_slow = [HealthCheck.too_slow]
    settings.register_profile("patient", deadline=None, suppress_health_check=too_slow)
    settings.load_profile("patient")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        mark = item.get_closest_marker("django_db")
        if (mark and mark.kwargs.get("transaction")) or "transactional_db" in fixtures_of(item):
            raise pytest.UsageError(f"{item.nodeid}: ask for `cluster`, not for transactional_db")
    items[:] = longest_first(items)


def fixtures_of(item: pytest.Item) -> list[str]:
    return list(getattr(item, "fixturenames", []))


@pytest.fixture(scope="session")
def worker_number(worker_id: str) -> int:
    """0, 1, ... for the processes of pytest-xdist; 0 without it."""
    return int(worker_id.removeprefix("gw")) if worker_id.startswith("gw") else 0


@pytest.fixture(scope="session")
def django_db_setup(worker_number: int, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """One database a worker, cloned from the migrated template."""
    superuser = in_database(os.environ["FRANC_TEST_SUPERUSER_URL"], "postgres")
    name = f"franc_test_{worker_number}"
    roles.make_database(superuser, name, template=TEMPLATE)
    with django_db_blocker.unblock():
        point_django_at(name)
    yield
    with django_db_blocker.unblock():
        point_django_at(TEMPLATE)
    roles.drop_database(superuser, name)


@pytest.fixture
def cluster(
    worker_number: int, tmp_path: Path, django_db_blocker: DjangoDbBlocker
) -> Iterator[Cluster]:
    """A fresh database with committed data and real processes; see tests/harness/cluster.py."""
    name = f"franc_test_{worker_number}_{next(COUNTER)}"
    folder = Folder(tmp_path / "data").make()
    with django_db_blocker.unblock(), made_cluster(name, worker_number, folder) as made:
        yield made


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The machine's Chromium instead of one that Playwright would download."""
    try:
        require_browser()
    except Refused as reason:
        pytest.fail(str(reason))
    return {
        **browser_type_launch_args,
        "executable_path": browser_path(),
        "args": browser_flags(),
    }
