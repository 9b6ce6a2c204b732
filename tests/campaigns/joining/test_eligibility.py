"""Why somebody can or cannot join, and what would change it: values in, obstacles out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils.translation import override

from campaigns.joining.eligibility import Account, Obstacle, Person, obstacles, tier_among
from campaigns.models import Campaign
from marketplace.audience import Tier

TODAY = date(2026, 11, 20)
ALL = list(Tier)


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with override("en"):
        yield


def campaign(**fields: Any) -> Campaign:
    """A campaign that anybody may join, changed by one fact at a time."""
    values: dict[str, Any] = {
        "status": "live", "starts_on": TODAY, "ends_on": TODAY, "tiers": ALL, **fields,
    }  # fmt: skip
    return Campaign(**values)


def person(*accounts: Account, **fields: Any) -> Person:
    known: dict[str, Any] = {"languages": frozenset({"fr"}), "country": "FR", **fields}
    return Person(accounts or (Account("instagram", 300, "proven"),), **known)


def found(
    campaign: Campaign, person: Person, joined_today: int = 0, today: date = TODAY
) -> list[Obstacle]:
    return obstacles(campaign, person, today=today, joined_today=joined_today)


def codes(*args: Any, **kwargs: Any) -> list[str]:
    return [obstacle.code for obstacle in found(*args, **kwargs)]


def test_nothing_keeps_somebody_from_a_campaign_for_everybody() -> None:
    assert codes(campaign(), person()) == []


@pytest.mark.parametrize("status", ["paused", "exhausted", "ended", "closed"])
def test_a_campaign_that_is_not_live_is_closed_whatever_else(status: str) -> None:
    assert codes(campaign(status=status, countries=["DE"]), person()) == ["closed"]


def test_a_campaign_has_a_first_and_a_last_day() -> None:
    later = campaign(starts_on=TODAY + timedelta(days=1), ends_on=TODAY + timedelta(days=9))

    assert codes(later, person()) == ["not_begun"]
    assert codes(campaign(), person(), today=TODAY + timedelta(days=1)) == ["over"]


def test_without_an_account_there_is_nowhere_to_post() -> None:
    (obstacle,) = found(campaign(), Person())

    assert (obstacle.code, obstacle.remedy) == ("account", "accounts:social_create")


def test_an_account_that_was_refused_is_none() -> None:
    assert codes(campaign(), person(Account("instagram", 300, "refused"))) == ["account"]


def test_the_network_must_be_one_of_the_campaigns() -> None:
    for_two = campaign(networks=["tiktok", "youtube"])

    (obstacle,) = found(for_two, person())

    assert (obstacle.code, obstacle.remedy) == ("network", "accounts:social_create")
    assert "TikTok, YouTube" in str(obstacle.words)
    assert codes(for_two, person(Account("youtube", 10, "claimed"))) == []


NANO_UP = ["nano", "micro", "mid", "macro"]


@pytest.mark.parametrize(
    ("accounts", "code", "remedy"),
    [
        ([("instagram", 1_240, "waiting")], "tier_waiting", "accounts:social_list"),
        ([("instagram", 1_240, "claimed")], "tier_unproven", "accounts:social_list"),
        ([("instagram", 420, "proven")], "tier", "accounts:social_create"),
        ([("instagram", 420, "claimed")], "tier", "accounts:social_create"),
        ([("instagram", 420, "proven"), ("x", 1_240, "claimed")], "tier_unproven",
         "accounts:social_list"),
    ],
)  # fmt: skip
def test_followers_count_once_they_are_proven(
    accounts: list[tuple[str, int, str]], code: str, remedy: str
) -> None:
    (obstacle,) = found(campaign(tiers=NANO_UP), person(*[Account(*one) for one in accounts]))

    assert (obstacle.code, obstacle.remedy) == (code, remedy)
    assert "1,000" in str(obstacle.words)


def test_proven_followers_open_their_tier() -> None:
    assert codes(campaign(tiers=NANO_UP), person(Account("instagram", 1_000, "proven"))) == []


def test_a_large_account_on_another_network_opens_nothing() -> None:
    mine = person(Account("instagram", 300, "proven"), Account("tiktok", 20_000, "proven"))

    (obstacle,) = found(campaign(tiers=NANO_UP, networks=["instagram"]), mine)

    assert obstacle.code == "tier"
    assert "Instagram" in str(obstacle.words)


def test_somebody_can_be_too_large_and_nothing_changes_it() -> None:
    (obstacle,) = found(campaign(tiers=["everyday"]), person(Account("x", 12_000, "proven")))

    assert (obstacle.code, obstacle.remedy) == ("too_large", "")
    assert "10,000" in str(obstacle.words)


def test_between_two_tiers_the_next_larger_is_named() -> None:
    (obstacle,) = found(campaign(tiers=["everyday", "mid"]), person(Account("x", 12_000, "proven")))

    assert "100,000" in str(obstacle.words)


@pytest.mark.parametrize("status", ["claimed", "waiting", "refused"])
def test_an_unproven_number_makes_everyday(status: str) -> None:
    assert tier_among([Account("x", 2_000_000, status)]) == Tier.EVERYDAY


def test_one_shared_language_is_enough() -> None:
    german = campaign(languages=["de", "fr"])

    assert codes(german, person()) == []
    (obstacle,) = found(campaign(languages=["de"]), person())
    assert (obstacle.code, obstacle.remedy) == ("language", "accounts:voice")


def test_the_country_must_be_one_of_the_campaigns() -> None:
    assert codes(campaign(countries=["BE", "FR"]), person()) == []
    (obstacle,) = found(campaign(countries=["BE"]), person())
    assert (obstacle.code, obstacle.remedy) == ("country", "")


def test_a_day_has_so_many_places() -> None:
    assert codes(campaign(joins_per_day=2), person(), joined_today=1) == []
    assert codes(campaign(joins_per_day=2), person(), joined_today=2) == ["places"]


def test_everything_that_is_in_the_way_is_said_at_once() -> None:
    strict = campaign(tiers=["macro"], languages=["de"], countries=["DE"], joins_per_day=1)

    assert codes(strict, person(), joined_today=1) == ["tier", "language", "country", "places"]
