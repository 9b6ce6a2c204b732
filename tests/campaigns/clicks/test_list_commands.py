"""The commands that load lists of networks and referrers: whole, or not at all."""

from __future__ import annotations

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
