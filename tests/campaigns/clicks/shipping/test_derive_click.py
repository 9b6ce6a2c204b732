"""What is kept of what a visitor sent."""

import pytest

from campaigns.clicks.origins.referrer_classes import Referrers
from campaigns.clicks.shipping.derive_click import is_prefetch
from campaigns.clicks.visitors.accepted_languages import accepted_languages
from campaigns.clicks.visitors.packed_addresses import packed, prefix


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("203.0.113.9", "203.0.113.0/24"),
        ("::ffff:203.0.113.9", "203.0.113.0/24"),
        ("203.0.113.9:4242", "203.0.113.0/24"),
        ("2001:db8:1:2::3", "2001:db8:1::/48"),
        ("[2001:db8:1:2::3]:4242", "2001:db8:1::/48"),
        ("fe80::1%eth0", "fe80::/48"),
        ("::1", "::/48"),
        ("nobody", None),
        ("1.2.3", None),
        ("a\0b", None),
        ("", None),
    ],
)
def test_of_an_address_the_prefix_is_kept(address: str, kept: str | None) -> None:
    found = packed(address)

    assert (found and prefix(found)) == kept


@pytest.mark.parametrize(
    ("purpose", "ahead"),
    [
        ("prefetch", True),
        ("prefetch;prerender", True),
        ("prefetch;anonymous-client-ip", True),
        ("Prerender", True),
        ("preview", True),
        ("", False),
        ("navigate", False),
    ],
)
def test_a_page_fetched_ahead_is_told(purpose: str, ahead: bool) -> None:
    assert is_prefetch(purpose) is ahead


@pytest.mark.parametrize(
    ("referrer", "host"),
    [
        ("https://M.Facebook.com:443/groups/1?x=2", "m.facebook.com"),
        ("https://someone:secret@example.org/", "example.org"),
        ("android-app://com.google.android.gm/", "com.google.android.gm"),
        ("http://[2001:db8::1]/", "2001:db8::1"),
        ("http://[broken/", ""),
        ("about:blank", ""),
        ("", ""),
    ],
)
def test_of_a_referrer_the_host_is_kept(referrer: str, host: str) -> None:
    assert Referrers().origin(referrer).host == host


@pytest.mark.parametrize(
    ("header", "languages"),
    [
        ("fr-FR,fr;q=0.9, en-US;q=0.8,en;q=0.7", "fr-fr,fr,en-us,en"),
        ("*", "*"),
        (" , ;q=1", ""),
        ("", ""),
    ],
)
def test_languages_are_kept_without_their_weights(header: str, languages: str) -> None:
    assert accepted_languages(header) == languages
