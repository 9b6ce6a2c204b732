"""Redirects: one with a database behind it, and ones that live on a snapshot of the links."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.campaigns.clicks.making import make_claim, make_links
from tests.campaigns.clicks.visits import Alone
from tests.harness.cluster import Cluster


@pytest.fixture
def port(cluster: Cluster) -> int:
    """The port of a redirect that knows the link `spring1`."""
    make_links(make_claim(), "spring1")
    cluster.links()
    return cluster.ports.links


@pytest.fixture
def start_alone(tmp_path: Path) -> Iterator[Callable[..., Alone]]:
    """Starts redirects without a database; all are stopped afterwards."""
    started: list[Alone] = []

    def start(*arguments: str, **options: Any) -> Alone:
        started.append(Alone(tmp_path, *arguments, **options))
        return started[-1]

    yield start
    for redirect in started:
        redirect.stop()


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Alone]:
    """A redirect without a database, shared by the tests of a module."""
    redirect = Alone(tmp_path_factory.mktemp("alone"))
    yield redirect
    redirect.stop()
