"""Addresses of pages are read so strictly that no two readers could differ."""

from __future__ import annotations

import pytest

from marketplace.fetching.guarded import Reason, words
from marketplace.fetching.refusing import WORDS, FetchRefused
from marketplace.fetching.target import Rule, Target, target

REFUSED = {
    "file:///etc/passwd": Reason.SCHEME,
    "ftp://shop.example/": Reason.SCHEME,
    "gopher://shop.example/": Reason.SCHEME,
    "shop.example": Reason.SCHEME,
    "//shop.example/": Reason.SCHEME,
    "": Reason.SCHEME,
    "https://me:secret@shop.example/": Reason.CREDENTIALS,
    "https://shop.example@127.0.0.1/": Reason.CREDENTIALS,
    "https://@shop.example/": Reason.CREDENTIALS,
    "https://shop.example:22/": Reason.PORT,
    "https://shop.example:8443/": Reason.PORT,
    "https://shop.example:99999/": Reason.PORT,
    "https://shop.example:0/": Reason.PORT,
    "https://shop.example:x/": Reason.PORT,
    "https://": Reason.HOST,
    "https:///page": Reason.HOST,
    "https://[::1": Reason.HOST,
    "https://shop..example/": Reason.HOST,
    "https://-shop.example/": Reason.HOST,
    "https://shop.example\\@127.0.0.1/": Reason.HOST,
    "https://shop.exam\tple/": Reason.HOST,
    "https://shop.example/\r\nX: 1": Reason.HOST,
    "https://127%2e0%2e0%2e1/": Reason.HOST,
    "https://" + "a" * 64 + ".example/": Reason.HOST,
    "http://127.1/": Reason.ADDRESS,
    "http://127.0.1/": Reason.ADDRESS,
    "http://0x7f.1/": Reason.ADDRESS,
    "http://0x7f000001/": Reason.ADDRESS,
    "http://0X7F000001/": Reason.ADDRESS,
    "http://2130706433/": Reason.ADDRESS,
    "http://0177.0.0.1/": Reason.ADDRESS,
    "http://017700000001/": Reason.ADDRESS,
    "http://127.1./": Reason.ADDRESS,
    "http://0/": Reason.ADDRESS,
    "http://1.2.3.4.5/": Reason.ADDRESS,
    "http://shop.example.0x1/": Reason.ADDRESS,
    "http://１２７.1/": Reason.ADDRESS,  # full-width digits
    "http://127。1/": Reason.ADDRESS,  # an ideographic full stop
    "http://⑫7.1/": Reason.ADDRESS,
}


@pytest.mark.parametrize("url", [url for url, reason in REFUSED.items() if reason])
def test_what_is_not_plainly_a_public_page_is_refused(url: str) -> None:
    with pytest.raises(FetchRefused) as refused:
        target(url, Rule())

    assert refused.value.reason == REFUSED[url]


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://SHOP.example/", "shop.example"),
        ("https://shop.example./", "shop.example"),
        ("https://été.example/", "xn--t-9fab.example"),
        ("http://127.0.0.1./", "127.0.0.1"),
        ("http://１２７.0.0.1/", "127.0.0.1"),
        ("http://[::FFFF:127.0.0.1]/", "::ffff:127.0.0.1"),
    ],
)
def test_a_host_is_brought_to_its_one_form(url: str, host: str) -> None:
    assert target(url, Rule()).host == host


def test_the_path_is_made_of_ascii_and_the_fragment_stays_at_home() -> None:
    url = "https://shop.example/été?a=1&b=é#part"

    found = target(url, Rule())

    assert found == Target(url, "https", "shop.example", 443, "/%C3%A9t%C3%A9?a=1&b=%C3%A9")


def test_every_reason_has_its_words() -> None:
    assert set(WORDS) == set(Reason)
    assert words("too_slow")
