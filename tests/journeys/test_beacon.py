"""The beacon on a brand's page, in a real browser: one report of how long it was in view."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

from playwright.sync_api import Browser
from uuid_utils import uuid7

from campaigns.models import Dwell
from tests.harness.cluster import Cluster, wait_for


def test_a_page_left_at_once_says_so_and_stores_nothing(cluster: Cluster, browser: Browser) -> None:
    cluster.site()
    token = str(uuid7())
    context = browser.new_context()
    page = context.new_page()

    with landing_page(cluster.site_url) as address:
        page.goto(f"{address}?utm_source=franc&franc_click={token}")
        page.goto("about:blank")

        wait_for(lambda: Dwell.objects.filter(click_id=token).exists(), "the report")
    assert [dwell.bucket for dwell in Dwell.objects.filter(click_id=token)] == [0]
    assert context.cookies() == []
    assert context.storage_state()["origins"] == []
    context.close()


@contextmanager
def landing_page(site: str) -> Iterator[str]:
    """A brand's page that carries the beacon, on a server of its own."""
    text = f'<!doctype html><title>Spring</title><script src="{site}/beacon.js"></script>'

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Page)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_port}/spring"
    server.shutdown()
    server.server_close()
