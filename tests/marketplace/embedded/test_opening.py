"""A start is over when our own site serves its page, and given up when somebody has its port."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import HTTPServer, SimpleHTTPRequestHandler

import pytest

from marketplace.embedded.doors import page_served
from marketplace.embedded.opening import first_page, is_up
from marketplace.processes import programs
from marketplace.processes.refused import Refused
from tests.harness.cluster import Cluster, wait_for


class Neighbour(HTTPServer):
    """Somebody else's pages, on a port that the kernel lets us share."""

    allow_reuse_port = True


@contextmanager
def neighbour(port: int) -> Iterator[None]:
    server = Neighbour(("127.0.0.1", port), SimpleHTTPRequestHandler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def go_through(steps: Iterator[None]) -> None:
    """Take the steps of a start as the supervisor does, each a moment after the other."""
    wait_for(lambda: next(steps, "over") == "over", "the start")


def test_the_page_of_a_neighbour_is_no_start(
    cluster: Cluster, capsys: pytest.CaptureFixture[str]
) -> None:
    with neighbour(cluster.ports.site):
        wait_for(lambda: page_served(cluster.ports.site), "the neighbour's page")
        site = cluster.start(programs.site(cluster.ports.site))
        steps = first_page(site, cluster.folder, cluster.ports, time.monotonic())

        with pytest.raises(Refused, match="is taken by process"):
            go_through(steps)

    assert "Franc is at" not in "".join(capsys.readouterr())


def test_our_own_page_is(cluster: Cluster) -> None:
    site = cluster.start(programs.site(cluster.ports.site))

    wait_for(lambda: is_up(site, cluster.ports.site), "the site")
