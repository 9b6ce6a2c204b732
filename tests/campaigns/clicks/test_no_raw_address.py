"""No raw address reaches the database, a log, a metric, a message or an error report.

Visitors and a signed-in person come from marked addresses, through the real processes, and each
step is made to fail as well. Then everything that lasts is searched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode

import pytest
from allauth.account.models import EmailAddress
from cryptography.fernet import Fernet
from django.db import connection

from campaigns.clicks.recording.record import encode_lines
from campaigns.clicks.shipping import quarantine
from campaigns.clicks.visitors.visitor_keys import visitor_keys
from campaigns.models import Click, ClickToJudge, Link, Sighting
from marketplace.accounts.models import User
from marketplace.embedded import roles
from marketplace.processes import programs
from tests import factories
from tests.campaigns.clicks import traces
from tests.campaigns.clicks.shipping.spooled import click
from tests.campaigns.clicks.visits import BROWSER
from tests.harness.cluster import Cluster, log_of, wait_for

V4, V6 = "198.51.100.77", "2001:db8:abcd:1f2e:3d4c:5b6a:7988:a7b6"
SPOOFED, PEER = "203.0.113.201", "127.77.66.55"  # what a visitor claims; the connection's own
ADDRESSES = [V4, V6, SPOOFED, PEER]
FORWARDED = [
    V4, V6, f"{SPOOFED}, {V4}", f"::ffff:{V4}", V6.upper(), f"{V6}%eth0",
    # these are no addresses: then it is the peer's
    f"{V4}:4242", f"[{V6}]:4242", f"{V4} or so", f"{V4}.{V4}", f"for={V4}",
]  # fmt: skip


@dataclass
class Visitor:
    """Somebody with a cookie jar, whose connections come from one address of this machine."""

    port: int
    forwarded: str = ""
    cookies: SimpleCookie = field(default_factory=SimpleCookie)

    def ask(self, path: str, form: dict[str, str] | None = None) -> tuple[int, str]:
        headers = {
            "User-Agent": BROWSER,
            "Cookie": "; ".join(f"{name}={morsel.value}" for name, morsel in self.cookies.items()),
            **({"X-Forwarded-For": self.forwarded} if self.forwarded else {}),
            **({"Content-Type": "application/x-www-form-urlencoded"} if form else {}),
        }
        door = HTTPConnection("127.0.0.1", self.port, timeout=240, source_address=(PEER, 0))
        with closing(door):
            body = urlencode(form) if form else None
            door.request("POST" if form else "GET", path, body=body, headers=headers)
            answer = door.getresponse()
            for cookie in answer.headers.get_all("Set-Cookie", []):
                self.cookies.load(cookie)
            return answer.status, answer.read().decode(errors="replace")

    def sign_in(self, email: str, password: str) -> int:
        page = self.ask("/accounts/login/")[1]
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        assert token
        form = {"login": email, "password": password, "csrfmiddlewaretoken": token[1]}
        return self.ask("/accounts/login/", form)[0]


def test_no_raw_address_is_anywhere(cluster: Cluster) -> None:
    factories.prepare_days()
    link = factories.approved_link(factories.live())
    links, site, *_ = cluster.running = [
        cluster.start(program, TRUSTED_PROXIES="1")
        for program in (programs.links(cluster.ports.links), programs.site(cluster.ports.site))
    ]
    cluster.up(programs.worker(), programs.relay(), programs.beat())
    for running in (links, site):
        cluster.wait_until_up(running)

    with traces.overheard(cluster) as places:
        clicks = visitors_click(cluster, link) + broken_records(cluster, link)
        shipping_fails(cluster)
        judging_fails(cluster, clicks)
        people_sign_in(cluster)
        places["metrics of the site"] = Visitor(cluster.ports.site).ask("/metrics")[1].encode()
        places["metrics of links"] = Visitor(cluster.ports.links).ask("/metrics")[1].encode()
        for running in cluster.running:
            running.stop()
    places |= traces.tables(cluster.superuser())
    places |= traces.files(cluster.folder.root) | traces.server_logs()

    assert traces.found(places, ADDRESSES) == []
    assert_that_was_all(places)


def visitors_click(cluster: Cluster, link: Link) -> int:
    """Clicks, and requests that come to nothing; return how many clicks."""
    for forwarded in FORWARDED:
        visitor = Visitor(cluster.ports.links, forwarded)
        assert visitor.ask(f"/{link.code}")[0] == 302
        assert visitor.ask("/no-such-code")[0] == 404
    return len(FORWARDED)


def broken_records(cluster: Cluster, link: Link) -> int:
    """Segments with records that cannot be read, make no sense or are refused; one is good."""
    ids: dict[str, Any] = {"link_id": link.pk, "claim_id": link.claim_id}
    good = [click(address=f"[{V6}]:4242", **ids), click(address=f"::ffff:{V4}", **ids)]
    refused = [
        click(address=V4, method="G\0T", **ids),
        click(address=V6, id="no uuid", **ids),
        click(address=V4, link_id=1 << 63, claim_id=3),
        click(address=f"no address {V4}", languages="fr\0", **ids),
    ]
    (line,) = encode_lines([click(address=V4, user_agent="", referrer="", languages="")]).split(
        b"\n"
    )[:1]
    damaged = [line[45:], line[:-2], b'["' + line[-20:], b"[" + V6.encode(), V4.encode()]
    lines = encode_lines([*good, *refused]) + b"\n".join(damaged) + b"\n"
    (cluster.folder.spool / "0-1-1.ready").write_bytes(lines)
    return len(good)


def shipping_fails(cluster: Cluster) -> None:
    """The shipper crashes with a traceback, then is refused by the database, then goes on."""
    with connection.cursor() as cursor:  # the secrets of today, which the wrong key cannot open
        visitor_keys(cursor, "192.0.2.1", BROWSER, datetime.now(UTC))
    crashed = cluster.start(programs.ship(), KEY_ENCRYPTION_KEY=Fernet.generate_key().decode())
    wait_for(lambda: crashed.ended() is not None, "the crash")
    with refused(cluster, "campaigns_useragent"):
        shipper = cluster.start(programs.ship())
        wait_for(lambda: "shipping waits" in log_of(shipper), "the shipper to be refused")
    wait_for((cluster.folder.spool / quarantine.FOLDER).exists, "what is put aside")


def judging_fails(cluster: Cluster, clicks: int) -> None:
    """The judge is refused by the database, with a traceback, before it judges."""
    worker = next(running for running in cluster.running if running.name == "worker")
    with refused(cluster, "campaigns_verdict"):
        wait_for(lambda: Click.objects.count() >= 1, "clicks")
        wait_for(lambda: "campaigns_verdict" in log_of(worker), "the judge to be refused")
    wait_for(lambda: Click.objects.count() == clicks, "every click")
    wait_for(lambda: not ClickToJudge.objects.exists(), "every verdict")


def people_sign_in(cluster: Cluster) -> None:
    """Somebody signs in, after a wrong password, and meets a page that fails."""
    user = factories.InfluencerFactory.create().user
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    for forwarded in (V4, V6):
        visitor = Visitor(cluster.ports.site, forwarded)
        visitor.sign_in(user.email, "wrong")
        assert visitor.sign_in(user.email, "a-long-password") == 302
        assert visitor.ask("/me/")[0] == 200
    assert Sighting.objects.filter(user=user).exists()
    with refused(cluster, "accounts_user", "SELECT"):
        assert visitor.ask("/me/")[0] == 500
    assert User.objects.filter(pk=user.pk).exists()


@contextmanager
def refused(cluster: Cluster, table: str, right: str = "INSERT") -> Iterator[None]:
    """The application may not do this to a table meanwhile."""
    with cluster.owner().cursor() as cursor:
        cursor.execute(f"REVOKE {right} ON {table} FROM {roles.APPLICATION}")
        try:
            yield
        finally:
            cursor.execute(f"GRANT {right} ON {table} TO {roles.APPLICATION}")


def assert_that_was_all(places: traces.Places) -> None:
    """The search reached what it was meant to reach, failures among it."""
    assert b"198.51.100.0/24" in b"".join(places.values())
    names = " ".join(places)
    for part in ("campaigns_click_", "aside/0-1-1.ndjson", "worker.log", "ship.log", "site.log",
                 "links.log", "relay.log", "beat.log", "postgres", "Valkey"):  # fmt: skip
        assert part in names
    logs = b"".join(text for name, text in places.items() if name.endswith(".log"))
    for words in (b"KEY_ENCRYPTION_KEY is not", b"permission denied for table", b"Traceback"):
        assert words in logs
    assert b"campaigns.judge" in places["Valkey"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_search_finds_an_address_in_every_form(address: str) -> None:
    for form in traces.forms(address):
        assert traces.found({"here": b"before " + form.upper() + b" after"}, [address])
