"""What kind of place a click came from."""

from __future__ import annotations

import pytest

from campaigns.clicks.origins.bad_lines import BadLines
from campaigns.clicks.origins.condemned_referrers import LISTED
from campaigns.clicks.origins.read_referrer_list import pack, read_referrer_list, unpack
from campaigns.clicks.origins.referrer_classes import Origin, Referrers


@pytest.mark.parametrize(
    ("referrer", "kind"),
    [
        ("", ""),
        ("about:blank", ""),
        ("https://l.facebook.com/l.php?u=x", "social"),
        ("android-app://com.facebook.katana/", "social"),
        ("https://t.co/abc", "social"),
        ("https://www.google.co.uk/", "search"),
        ("https://www.google.fr/url?q=x", "search"),
        ("android-app://com.google.android.googlequicksearchbox/", "search"),
        ("https://mail.google.com/mail/", "mail"),
        ("https://webmail.free.fr/", "mail"),
        ("android-app://com.google.android.gm/", "mail"),
        ("https://web.whatsapp.com/", "messenger"),
        ("https://blog.example/google/", "site"),
        ("https://notfacebook.com/", "site"),
        ("https://www.semalt.com/x", "spam"),
        ("https://panel.hitleap.com/viewer", "exchange"),
    ],
)
def test_the_class_of_a_referrer(referrer: str, kind: str) -> None:
    assert Referrers(LISTED).origin(referrer).kind == kind


@pytest.mark.parametrize(
    ("referrer", "kind"),
    [
        ("https://www.facebook.com/groups/123", "exchange"),
        ("https://m.facebook.com/groups/123/permalink/9", "exchange"),
        ("https://www.facebook.com/groups/1234", "social"),
        ("https://www.facebook.com/", "social"),
        ("https://trade.example/", "spam"),
    ],
)
def test_a_list_may_condemn_a_path_of_a_place(referrer: str, kind: str) -> None:
    lines = ["https://www.facebook.com/groups/123/,exchange", "trade.example,spam"]

    assert Referrers(read_referrer_list(lines)).origin(referrer).kind == kind


def test_of_a_referrer_only_host_and_class_are_kept() -> None:
    told = Referrers(LISTED).origin("https://someone:secret@M.Facebook.com/groups/1?who=me")

    assert told == Origin("m.facebook.com", "social")


def test_bad_lines_are_named_and_nothing_is_read() -> None:
    with pytest.raises(BadLines) as refused:
        read_referrer_list(["spam.example,spam", "no host", "other.example,friend"])

    assert sorted(refused.value.wrong) == [2, 3]


def test_what_is_stored_comes_back() -> None:
    entries = read_referrer_list(["spam.example", "facebook.com/groups/1,exchange"], "spam")

    assert unpack(pack(entries)) == entries
    assert entries == {"spam.example": "spam", "facebook.com/groups/1": "exchange"}
