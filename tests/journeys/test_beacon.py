"""The beacon on a brand's page, in a real browser: one report of how long it was in view."""

from __future__ import annotations

from playwright.sync_api import Browser, Route
from uuid_utils import uuid7

from campaigns.models import Dwell
from tests.harness.cluster import Cluster, wait_for

PAGE = "http://127.0.0.1:9/spring"  # nothing is there: the test answers itself


def test_a_page_left_at_once_says_so_and_stores_nothing(cluster: Cluster, browser: Browser) -> None:
    cluster.site()
    token = str(uuid7())
    context = browser.new_context()
    page = context.new_page()

    def landing(route: Route) -> None:
        script = f'<script src="{cluster.site_url}/beacon.js"></script>'
        route.fulfill(
            body=f"<!doctype html><title>Spring</title>{script}", content_type="text/html"
        )

    page.route(f"{PAGE}**", landing)
    page.goto(f"{PAGE}?franc_click={token}")
    page.goto("about:blank")

    wait_for(lambda: Dwell.objects.filter(click_id=token).exists(), "the report")
    assert [d.bucket for d in Dwell.objects.filter(click_id=token)] == [0]
    assert context.cookies() == []
    assert context.storage_state()["origins"] == []
    context.close()
