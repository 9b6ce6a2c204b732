"""The commands that load lists of networks and referrers: whole, or not at all."""

from __future__ import annotations

import gzip
import re
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from campaigns.clicks.origins import origin_lists
from campaigns.models import OriginList
from tests import factories

pytestmark = pytest.mark.django_db
ABOUT = ("--source", "The project’s own site", "--date", "2026-11-01", "--licence", "CC0-1.0")


@pytest.fixture
def tor(tmp_path: Path) -> Path:
    file = tmp_path / "tor.txt"
    file.write_text("# exits\n198.51.100.7\n2001:db8::/48\n")
    return file


def call(*arguments: object) -> str:
    said = StringIO()
    call_command(*map(str, arguments), stdout=said)
    return said.getvalue()


def test_a_list_is_loaded_with_where_it_is_from_and_by_whom(tor: Path) -> None:
    staff = factories.reviewer()

    said = call("update_networks", tor, "--class", "tor", *ABOUT, "--by", staff.email)

    loaded = OriginList.objects.get()
    assert said == "tor of 2026-11-01: 2 entries\n"
    assert (loaded.name, loaded.dated, loaded.licence) == ("tor", date(2026, 11, 1), "CC0-1.0")
    assert loaded.loaded_by == staff
    assert origin_lists.current().networks.look_up(bytes([198, 51, 100, 7])) == "tor"


def test_a_bad_line_is_named_and_nothing_is_loaded(tor: Path) -> None:
    tor.write_text("198.51.100.7\n198.51.100.777\n")

    with pytest.raises(CommandError, match="line 2"):
        call("update_networks", tor, "--class", "tor", *ABOUT)

    assert not OriginList.objects.exists()


def test_a_list_says_where_it_is_from(tor: Path) -> None:
    with pytest.raises(CommandError, match="--licence"):
        call("update_networks", tor, "--class", "tor")


def test_only_staff_load_lists(tor: Path) -> None:
    somebody = factories.UserFactory.create()

    with pytest.raises(CommandError, match="no member of staff"):
        call("update_networks", tor, "--class", "tor", *ABOUT, "--by", somebody.email)


def test_a_list_is_retired_by_its_name_and_stays_on_record(tor: Path) -> None:
    call("update_networks", tor, "--class", "tor", *ABOUT)

    call("update_networks", "--retire", "tor")

    assert origin_lists.current().networks.look_up(bytes([198, 51, 100, 7])) == ""
    assert [one.entries for one in OriginList.objects.order_by("id")] == [2, 0]
    with pytest.raises(CommandError, match="no list"):
        call("update_networks", "--retire", "tor")


def test_referrers_are_loaded_the_same_way(tmp_path: Path) -> None:
    file = tmp_path / "groups.csv"
    file.write_text("facebook.com/groups/42,exchange\nspam.example,spam\n")

    call("update_referrers", file, *ABOUT)

    origin = origin_lists.current().referrers.origin
    assert origin("https://m.facebook.com/groups/42/posts/1").kind == "exchange"
    assert origin("https://www.spam.example/").kind == "spam"


def test_the_packages_lists_are_loaded_by_a_word() -> None:
    said = call("update_networks", "--packaged")

    assert "amazon-aws" in said
    assert call("update_networks", "--packaged") == ""


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("198.51.100.7\n0.0.0.0/0\n", "line 2: 0.0.0.0/0 is too broad"),
        ("::/0\n", "line 1: ::/0 is too broad"),
        ("198.51.100.7/0\n", "line 1: 0.0.0.0/0 is too broad"),
        ("0.0.0.0/1\n128.0.0.0/1\n", "line 2: 128.0.0.0/1 is too broad"),
        ("2000::/3\n", "line 1: 2000::/3 is too broad"),
        ("10.0.0.0/8\n", "line 1: 10.0.0.0/8 is private"),
        ("fe80::1\n", "line 1: fe80::1/128 is private"),
        ("\n".join(f"{number}.0.0.0/8" for number in range(11, 60)), "covers 19 % of IPv4"),
        ("\n".join(f"24{number:02x}::/20" for number in range(9)), "covers 0.00086 % of IPv6"),
    ],
)
def test_a_list_that_would_swallow_the_internet_is_refused(
    tor: Path, content: str, said: str
) -> None:
    call("update_networks", tor, "--class", "tor", *ABOUT)
    tor.write_text(content)

    with pytest.raises(CommandError, match=re.escape(said)):
        call("update_networks", tor, "--class", "tor", *ABOUT)

    assert [one.entries for one in OriginList.objects.all()] == [2]
    assert origin_lists.current().networks.look_up(bytes([198, 51, 100, 7])) == "tor"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("spam.example\ncom\n", "line 2: com is a suffix"),
        ("co.uk", "line 1: co.uk is a suffix"),
        ("github.io", "line 1: github.io is a suffix"),
        ("рф", "line 1: xn--p1ai is a suffix"),
        ("https://www.facebook.com/", "line 1: facebook.com is a place"),
        ("google.fr", "line 1: google.fr is a place"),
        ("google.co.uk", "line 1: google.co.uk is a place"),
        ("a b.example", "line 1: 'a b.example' is no host"),
    ],
)
def test_a_referrer_that_stands_for_everybody_is_refused(
    tmp_path: Path, content: str, said: str
) -> None:
    file = tmp_path / "spam.txt"
    file.write_text(content)

    with pytest.raises(CommandError, match=re.escape(said)):
        call("update_referrers", file, "--class", "spam", *ABOUT)

    assert not OriginList.objects.exists()


def test_a_referrer_is_one_in_its_letters_and_in_ascii(tmp_path: Path) -> None:
    file = tmp_path / "spam.txt"
    file.write_text("straße.example\ngoogle.spam.example\nx.github.io\nfacebook.com/groups/1\n")

    call("update_referrers", file, "--class", "spam", *ABOUT)

    origin = origin_lists.current().referrers.origin
    assert origin("https://www.xn--strae-oqa.example/").kind == "spam"
    assert origin("https://STRASSE.example/").kind == "site"


@pytest.mark.parametrize("content", [b"\xef\xbb\xbf198.51.100.7\r\n", b"198.51.100.7"])
def test_a_byte_order_mark_is_no_part_of_a_list(tor: Path, content: bytes) -> None:
    for pack in (bytes, gzip.compress):
        tor.write_bytes(pack(content))
        assert "1 entries" in call("update_networks", tor, "--class", "tor", *ABOUT)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("198.51.100.7\n".encode("utf-16"), "is UTF-16, not UTF-8"),
        (b"198.51.100.7\n# caf\xe9\n", "is not UTF-8 on line 2"),
        (gzip.compress(b"198.51.100.7\n")[:-9], "is damaged"),
    ],
)
def test_a_list_that_cannot_be_read_says_why(tor: Path, content: bytes, said: str) -> None:
    tor.write_bytes(content)

    with pytest.raises(CommandError, match=said):
        call("update_networks", tor, "--class", "tor", *ABOUT)

    assert not OriginList.objects.exists()
