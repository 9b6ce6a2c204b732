"""What visitors of a link are answered, and what is written down of them."""

import subprocess
import sys
import time
from collections.abc import Callable
from uuid import UUID

import pytest

from campaigns.clicks.recording.unreadable import UNREADABLE
from tests.campaigns.clicks.making import LANDING
from tests.campaigns.clicks.visits import BROWSER, SITE, Alone
from tests.harness.cluster import wait_for

StartAlone = Callable[..., Alone]


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "OPTIONS", "BREW"])
def test_a_link_leads_to_its_stored_destination(alone: Alone, method: str) -> None:
    answer = alone.visit("/spring1?utm_source=mine", method=method)

    assert (answer.status, answer.headers["location"]) == (302, LANDING)
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-robots-tag"] == "noindex"
    assert "set-cookie" not in answer.headers
    assert answer.body == ""
    assert alone.recorded()[-1].method == method


def test_an_unknown_code_is_a_page_in_both_languages(alone: Alone) -> None:
    answer = alone.visit("/summer1")

    assert answer.status == 404
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["cache-control"] == "no-store"
    assert "Ce lien n’existe pas" in answer.body
    assert "There is no such link" in answer.body


@pytest.mark.parametrize(
    "path",
    ["/", "/SPRING1", "/spring12", "/spring", "/spring1a+", "/..%2Fspring1", "/%0d%0aspring1",
     "//x", "/spring%31%32", "/%F0%9F%92%A9"],
)  # fmt: skip
def test_what_is_no_code_is_a_404(alone: Alone, path: str) -> None:
    assert alone.visit(path).status == 404


@pytest.mark.parametrize(
    "after",
    [".", ")", ",", "!", ";", "/", "...", "%E2%80%A6", "%C2%BB", "%E2%80%9D", "%20", "%20voila",
     "'s", "/index.html", "-", "_", "*", "%3E", "%22", "%E2%80%8B", "%C3%A9t%C3%A9", "%FF", "%",
     "+super", "?utm_source=x", ".+"],
)  # fmt: skip
def test_a_link_that_was_copied_with_what_followed_it_leads_where_it_leads(
    alone: Alone, after: str
) -> None:
    before = alone.metric("clicks_recorded_total")

    answer = alone.visit(f"/spring1{after}")

    assert (answer.status, answer.headers["location"]) == (302, LANDING)
    assert alone.metric("clicks_recorded_total") == before + 1


def test_asking_who_pays_leads_to_the_public_page_and_is_no_click(alone: Alone) -> None:
    before = len(alone.recorded())

    for path in ("/spring1+", "/spring1+.", "/spring1+)", "/spring1%2B", "/spring1+/"):
        answer = alone.visit(path)
        assert (answer.status, answer.headers["location"]) == (302, f"{SITE}/l/spring1/")
    assert alone.visit("/summer1+").status == 404
    assert len(alone.recorded()) == before


def test_it_says_that_it_lives_and_what_it_counted(alone: Alone) -> None:
    before = alone.metric("clicks_recorded_total")
    alone.visit()

    assert alone.visit("/healthz").status == 200
    assert alone.metric("clicks_recorded_total") == before + 1
    assert alone.metric("clicks_unrecorded_total") == 0


def test_a_click_is_written_down_as_it_was_heard(alone: Alone) -> None:
    alone.visit(
        Referer="https://m.facebook.com/p", Accept_Language="fr,en;q=0.5", Sec_Purpose="prefetch"
    )

    heard = alone.recorded()[-1]
    assert (heard.link_id, heard.claim_id, heard.method) == (7, 3, "GET")
    assert heard.user_agent == BROWSER
    assert heard.referrer == "https://m.facebook.com/p"
    assert heard.languages == "fr,en;q=0.5"
    assert heard.purpose == "prefetch"
    assert heard.address.startswith("127.0.0.1:")
    assert UUID(heard.id).version == 7
    assert abs((UUID(heard.id).int >> 80) / 1000 - time.time()) < 5


@pytest.mark.parametrize("header", ["Purpose", "X_Purpose", "X_Moz"])
def test_every_way_to_say_prefetch_is_heard(alone: Alone, header: str) -> None:
    alone.visit(**{header: "prefetch"})

    assert alone.recorded()[-1].purpose == "prefetch"


def test_what_a_visitor_sends_at_length_is_cut(alone: Alone) -> None:
    alone.visit(User_Agent="x" * 20_000)

    assert alone.recorded()[-1].user_agent == "x" * 1024


def test_what_cannot_be_read_is_told_from_what_is_missing(alone: Alone) -> None:
    answer = alone.visit(
        User_Agent="INCO AIR\xae", Referer="https://caf\xe9.example/", Accept_Language=""
    )

    heard = alone.recorded()[-1]
    assert answer.status == 302
    assert (heard.user_agent, heard.referrer, heard.languages) == (UNREADABLE, UNREADABLE, "")


def test_stated_visitors_and_forwarded_addresses_are_not_believed(alone: Alone) -> None:
    alone.visit(
        X_Franc_At="1356999059", X_Franc_Address="2001:db8::1", X_Forwarded_For="203.0.113.9"
    )

    heard = alone.recorded()[-1]
    assert heard.address.startswith("127.0.0.1:")
    assert abs((UUID(heard.id).int >> 80) / 1000 - time.time()) < 5


def test_behind_two_proxies_the_outer_one_says_who_it_was(start_alone: StartAlone) -> None:
    redirect = start_alone(TRUSTED_PROXIES="2")

    redirect.visit(X_Forwarded_For="198.51.100.1, 203.0.113.9, 192.0.2.2")
    redirect.visit(X_Forwarded_For="203.0.113.9")
    redirect.visit(X_Forwarded_For="nobody, 192.0.2.2")

    addresses = [heard.address.partition(":")[0] for heard in redirect.recorded()]
    assert addresses == ["203.0.113.9", "127.0.0.1", "127.0.0.1"]


def test_without_links_nor_database_it_does_not_pretend_that_links_are_unknown(
    start_alone: StartAlone,
) -> None:
    redirect = start_alone()
    redirect.stop()
    (redirect.spool / "links.snapshot").write_text("damaged")
    again = start_alone(keep_snapshot=True)

    assert again.visit().status == 503


def test_it_refuses_a_port_that_is_taken(alone: Alone) -> None:
    command = [sys.executable, "-m", "campaigns.clicks.redirect", "--port", str(alone.port)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=240)

    assert done.returncode == 2
    assert (
        f"Port {alone.port} of 127.0.0.1 is taken by process {alone.process.pid} (" in done.stderr
    )


def test_several_processes_share_a_port_and_a_spool(start_alone: StartAlone) -> None:
    redirect = start_alone("--workers", "2")

    for _ in range(40):
        assert redirect.visit().status == 302

    # The other process says what it counted twice a second.
    wait_for(lambda: redirect.metric("clicks_recorded_total") == 40, "both counts")
    assert len({heard.id for heard in redirect.recorded()}) == 40


def test_nothing_of_django_is_needed() -> None:
    program = (
        "import sys, campaigns.clicks.redirect.answer_visitors; print('django' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)

    assert done.stdout == b"False\n"
