"""Every trick on a fetch, tried by a real server on real sockets.

Tests have only loopback. So their rule calls 127.0.0.1 public and 127.0.0.2 private; the rule of
the product is tried in test_target.py and test_addresses.py, and here where no socket is needed.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from marketplace.fetching.addresses import Address
from marketplace.fetching.guarded import Fetcher, FetchRefused, Page, Reason, fetch
from marketplace.fetching.target import Rule
from tests.marketplace.fetching.certificates import certified
from tests.marketplace.fetching.server import HERE, INSIDE, TrickServer, serving

NAME = "shop.example"


class Answers:
    """A resolver that gives one answer after the other; the last one stays."""

    def __init__(self, *answers: list[str]) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []

    def __call__(self, name: str, seconds: float) -> list[str]:
        self.asked.append(name)
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


def only_here(address: Address) -> bool:
    return str(address) == HERE


def fetcher(server: TrickServer, *answers: list[str]) -> Fetcher:
    rule = Rule(ports=frozenset({server.port}), allows=only_here)
    return Fetcher(resolve=Answers(*(answers or ([HERE],))), rule=rule)


def get(server: TrickServer, trick: str, seconds: float = 5, most_bytes: int = 100_000) -> Page:
    url = f"http://{NAME}:{server.port}/{trick}"
    return fetcher(server).fetch(url, most_bytes=most_bytes, seconds=seconds)


@pytest.fixture
def server() -> Iterator[TrickServer]:
    with serving() as running:
        yield running


def test_a_page_arrives_with_its_type_and_address(server: TrickServer) -> None:
    url = f"http://{NAME}:{server.port}/page"

    assert get(server, "page") == Page(200, "text/html", b"<p>Bonjour</p>", url)


def test_the_answer_is_given_whatever_its_status(server: TrickServer) -> None:
    assert get(server, "gone").status == 404


def test_the_server_is_told_the_name_and_who_asks_and_no_cookie(server: TrickServer) -> None:
    get(server, "once")

    for _path, headers in server.asked:
        assert headers["Host"] == f"{NAME}:{server.port}"
        assert headers["User-Agent"].startswith("Franc-Check/")
        assert "Cookie" not in headers


def test_a_proxy_of_the_environment_is_not_used(
    server: TrickServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")

    assert get(server, "page").status == 200


def test_three_redirects_are_followed(server: TrickServer) -> None:
    assert get(server, "thrice").url == f"http://{NAME}:{server.port}/page"


@pytest.mark.parametrize(
    ("trick", "reason"),
    [
        ("loop", Reason.REDIRECTS),
        ("inside", Reason.ADDRESS),
        ("metadata", Reason.PORT),  # 80 is not the tests' port; its address is tried below
        ("file", Reason.SCHEME),
        ("broken", Reason.HOST),
        ("endless", Reason.TOO_LARGE),
        ("bomb", Reason.TOO_LARGE),
        ("nonsense", Reason.NOT_HTTP),
    ],
)
def test_a_trick_is_refused(server: TrickServer, trick: str, reason: Reason) -> None:
    with pytest.raises(FetchRefused) as refused:
        get(server, trick)

    assert refused.value.reason == reason


@pytest.mark.parametrize("trick", ["drip", "drip_head", "silent"])
def test_the_time_is_for_everything_together(server: TrickServer, trick: str) -> None:
    """Each of them lasts for long, and says something before a patience of its own would end."""
    with pytest.raises(FetchRefused) as refused:
        get(server, trick, seconds=0.4)

    assert refused.value.reason == Reason.TOO_SLOW


def test_a_handshake_that_does_not_end_is_cut(server: TrickServer) -> None:
    """The server speaks no TLS and waits for a request line."""
    url = f"https://{NAME}:{server.port}/page"

    with pytest.raises(FetchRefused) as refused:
        fetcher(server).fetch(url, most_bytes=1_000, seconds=0.4)

    assert refused.value.reason in {Reason.TOO_SLOW, Reason.TLS}


def test_a_compressed_page_is_decompressed(server: TrickServer) -> None:
    assert get(server, "small").body == b"small"


def test_exactly_as_many_bytes_as_allowed(server: TrickServer) -> None:
    assert get(server, "page", most_bytes=14).body == b"<p>Bonjour</p>"
    with pytest.raises(FetchRefused):
        get(server, "page", most_bytes=13)


def test_one_private_address_among_public_ones_refuses_all(server: TrickServer) -> None:
    with pytest.raises(FetchRefused) as refused:
        fetcher(server, [HERE, INSIDE]).fetch(
            f"http://{NAME}:{server.port}/page", most_bytes=100, seconds=5
        )

    assert refused.value.reason == Reason.ADDRESS
    assert server.asked == []


def test_a_name_that_changes_its_mind_is_not_followed_inside(server: TrickServer) -> None:
    """DNS rebinding: public when checked, private from then on. The name is asked once."""
    answers = Answers([HERE], [INSIDE])
    rule = Rule(ports=frozenset({server.port}), allows=only_here)
    with serving(INSIDE, server.port) as inside:
        page = Fetcher(resolve=answers, rule=rule).fetch(
            f"http://{NAME}:{server.port}/page", most_bytes=100, seconds=5
        )

        assert page.status == 200
        assert answers.asked == [NAME]
        assert inside.asked == []


def test_a_name_that_changes_its_mind_at_a_redirect_is_refused(server: TrickServer) -> None:
    with serving(INSIDE, server.port) as inside:
        with pytest.raises(FetchRefused) as refused:
            fetcher(server, [HERE], [INSIDE]).fetch(
                f"http://{NAME}:{server.port}/once", most_bytes=100, seconds=5
            )

        assert refused.value.reason == Reason.ADDRESS
        assert inside.asked == []


def test_a_certificate_is_verified_for_the_name_though_the_address_is_pinned(
    tmp_path: Path,
) -> None:
    ours, trust = certified(NAME, tmp_path)
    with serving(certificate=ours) as server:
        rule = Rule(ports=frozenset({server.port}), allows=only_here)
        secure = Fetcher(resolve=Answers([HERE]), rule=rule, trust=trust)

        page = secure.fetch(f"https://{NAME}:{server.port}/page", most_bytes=100, seconds=5)

        assert page.status == 200
        assert server.names == [NAME]
        with pytest.raises(FetchRefused) as refused:
            secure.fetch(f"https://other.example:{server.port}/", most_bytes=100, seconds=5)
        assert refused.value.reason == Reason.TLS


def test_a_certificate_that_nobody_vouches_for_is_refused(tmp_path: Path) -> None:
    ours, _trust = certified(NAME, tmp_path)
    with serving(certificate=ours) as server, pytest.raises(FetchRefused) as refused:
        fetcher(server).fetch(f"https://{NAME}:{server.port}/", most_bytes=100, seconds=5)

    assert refused.value.reason == Reason.TLS


def test_nobody_listening_and_no_such_name_are_told_apart(server: TrickServer) -> None:
    url = f"http://{NAME}:{server.port}/"
    server.shutdown()
    server.server_close()

    with pytest.raises(FetchRefused) as refused:
        fetcher(server).fetch(url, most_bytes=100, seconds=5)
    assert refused.value.reason == Reason.UNREACHABLE

    with pytest.raises(FetchRefused) as refused:
        fetcher(server, []).fetch(url, most_bytes=100, seconds=5)
    assert refused.value.reason == Reason.UNRESOLVABLE


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "169.254.169.254", "[::1]", "[::ffff:127.0.0.1]", "127.1", "2130706433"],
)
def test_the_product_itself_speaks_to_no_private_address(host: str) -> None:
    with pytest.raises(FetchRefused) as refused:
        fetch(f"http://{host}/")

    assert refused.value.reason == Reason.ADDRESS
