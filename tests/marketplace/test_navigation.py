"""Where each kind of person can go."""

import pytest
from django.urls import reverse
from pytest_django import Settings

from marketplace.accounts.models import User
from marketplace.navigation import BY_ROLE, places


def test_every_role_has_places() -> None:
    assert set(BY_ROLE) == set(User.Role.values)


@pytest.mark.parametrize("role", User.Role.values)
def test_every_place_has_an_address(role: str) -> None:
    for place in places(role):
        assert place.url == reverse(place.view)


def test_influencers_have_the_four_tabs_of_a_phone() -> None:
    views = [place.view for place in places("influencer")]

    assert views == ["campaigns:find", "campaigns:claim_list", "payouts:earnings", "accounts:me"]


@pytest.mark.parametrize("role", User.Role.values)
def test_a_phone_has_room_for_its_tabs(role: str) -> None:
    assert len([place for place in places(role) if place.tab]) <= 5


def test_mails_are_shown_to_staff_on_ones_own_machine_only(settings: Settings) -> None:
    settings.EMBEDDED = True
    assert "notifications:mail_list" in [place.view for place in places("reviewer")]
    assert "notifications:mail_list" not in [place.view for place in places("brand")]
    settings.EMBEDDED = False
    assert "notifications:mail_list" not in [place.view for place in places("reviewer")]


def test_a_page_below_a_place_belongs_to_it() -> None:
    links = places("influencer")[1]

    assert links.holds("campaigns:message")
    assert not links.holds("campaigns:find")
