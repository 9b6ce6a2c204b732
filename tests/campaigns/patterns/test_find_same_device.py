"""Two people under one visitor key: a finding for a person, with its evidence and no key."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from campaigns.models import Sighting
from campaigns.patterns import find_same_device
from marketplace.accounts.models import Finding, Influencer
from tests import factories

pytestmark = pytest.mark.django_db
TODAY, YESTERDAY = b"t" * 16, b"y" * 16


@pytest.fixture
def pair() -> list[Influencer]:
    return factories.InfluencerFactory.create_batch(2)


def seen(influencer: Influencer, key: bytes, days_ago: int, languages: str = "fr") -> None:
    at = datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0)
    Sighting.objects.create(
        visitor_day=key, user=influencer.user, seen_at=at - timedelta(days=days_ago),
        languages=languages,
    )  # fmt: skip


def on_two_days(*people: Influencer) -> None:
    for one in people:
        seen(one, TODAY, 0)
        seen(one, YESTERDAY, 1)


def test_two_days_on_one_device_are_a_finding(pair: list[Influencer]) -> None:
    on_two_days(*pair)

    assert find_same_device.find_same_device() == 1

    finding = Finding.objects.get()
    assert finding.kind == Finding.Kind.SAME_DEVICE
    assert set(finding.influencers.all()) == set(pair)
    assert len(finding.evidence["days"]) == 2
    assert finding.evidence.keys() == {"days", "same_languages"}


def test_one_day_is_nothing(pair: list[Influencer]) -> None:
    for one in pair:
        seen(one, TODAY, 0)

    assert find_same_device.find_same_device() == 0


def test_a_key_of_many_people_is_nobodys_device() -> None:
    on_two_days(*factories.InfluencerFactory.create_batch(find_same_device.MOST_PEOPLE + 1))

    assert find_same_device.find_same_device() == 0


def test_finding_again_adds_days_and_nothing_else(pair: list[Influencer]) -> None:
    on_two_days(*pair)
    find_same_device.find_same_device()
    for one in pair:
        seen(one, b"b" * 16, 2)

    find_same_device.find_same_device()

    assert len(Finding.objects.get().evidence["days"]) == 3
