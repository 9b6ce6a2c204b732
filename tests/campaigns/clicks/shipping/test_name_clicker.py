"""Who is behind a click: an influencer signed in under its key, and under no stranger's."""

from datetime import UTC, datetime

import pytest
from django.db import connection

from campaigns.clicks.shipping import name_clicker
from campaigns.clicks.shipping.derive_click import KeptClick
from campaigns.models import Sighting
from marketplace.accounts.models import Influencer, User
from tests.factories import InfluencerFactory, UserFactory

pytestmark = pytest.mark.django_db
TODAY, BEFORE = b"t" * 16, b"b" * 16
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def click(**fields: object) -> KeptClick:
    values = {
        "id": b"i" * 16, "at": 0, "link_id": 1, "claim_id": 1, "method": "GET",
        "prefetch": False, "user_agent": "", "referrer_host": "", "languages": "fr,en",
        "prefix": None, "visitor_day": TODAY, "visitor_period": None,
        "visitor_before": BEFORE, "late": False,
    }  # fmt: skip
    return KeptClick(**{**values, **fields})  # type: ignore[arg-type]


def seen(user: User, key: bytes = TODAY, languages: str = "fr,en") -> None:
    Sighting.objects.create(visitor_day=key, user=user, seen_at=NOW, languages=languages)


def named(one: KeptClick) -> int | None:
    with connection.cursor() as cursor:
        (found,) = name_clicker.name(cursor, [one])
    return found.clicker_id


@pytest.fixture
def lea() -> Influencer:
    return InfluencerFactory.create()


def test_an_influencer_signed_in_under_the_key_is_behind_the_click(lea: Influencer) -> None:
    seen(lea.user)

    assert named(click()) == lea.pk


def test_the_key_of_the_day_before_says_it_across_midnight(lea: Influencer) -> None:
    seen(lea.user, key=BEFORE)

    assert named(click()) == lea.pk


def test_a_key_of_two_people_is_nobodys(lea: Influencer) -> None:
    seen(lea.user)
    seen(UserFactory.create())

    assert named(click()) is None


def test_other_languages_are_another_person(lea: Influencer) -> None:
    seen(lea.user, languages="de")

    assert named(click()) is None


def test_somebody_else_yesterday_leaves_it_open(lea: Influencer) -> None:
    seen(lea.user)
    seen(InfluencerFactory.create().user, key=BEFORE)

    assert named(click()) is None


def test_who_is_no_influencer_is_no_clicker() -> None:
    seen(UserFactory.create())

    assert named(click()) is None


def test_a_click_without_keys_is_nobodys(lea: Influencer) -> None:
    seen(lea.user)

    assert named(click(visitor_day=None, visitor_before=None, late=True)) is None
