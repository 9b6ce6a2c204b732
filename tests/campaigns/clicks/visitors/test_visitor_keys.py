"""Keys that tell visitors apart today, and forget them after."""

import hmac
from datetime import UTC, date, datetime, timedelta

import pytest
from cryptography.fernet import Fernet
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from pytest_django import Settings

from campaigns.clicks.visitors.visitor_keys import (
    Signer,
    VisitorKeys,
    open_keyring,
    visitor_keys,
)
from campaigns.clicks.visitors.visitor_secrets import destroy_expired
from campaigns.models import VisitorSecret

NOON = datetime(2027, 3, 10, 12, tzinfo=UTC)
DAY = timedelta(days=1)
ADDRESS = "203.0.113.9"
FIREFOX = "Mozilla/5.0 Firefox/140.0"
pytestmark = pytest.mark.django_db


def keys(
    address: str = ADDRESS, agent: str = FIREFOX, at: datetime = NOON, now: datetime | None = None
) -> VisitorKeys:
    with connection.cursor() as cursor:
        return visitor_keys(cursor, address, agent, at, now=now or at)


def purge(now: datetime) -> int:
    with connection.cursor() as cursor:
        return destroy_expired(cursor, now)


def test_the_same_visitor_has_the_same_keys_all_day() -> None:
    assert keys() == keys(at=NOON.replace(hour=23, minute=59))
    assert len(keys().day or b"") == 16


def test_another_address_or_browser_is_another_visitor() -> None:
    assert len({keys().day, keys(address="203.0.113.8").day, keys(agent="Safari").day}) == 3


def test_the_next_day_the_visitor_is_another_but_for_looking_back() -> None:
    today, tomorrow = keys(), keys(at=NOON + DAY)

    assert today.day != tomorrow.day
    assert tomorrow.before == today.day


def test_the_billing_period_is_the_calendar_month() -> None:
    end = datetime(2027, 3, 31, 23, 59, tzinfo=UTC)

    assert keys().period == keys(at=end).period
    assert keys(at=end + timedelta(minutes=1)).period != keys(at=end).period


def test_a_browser_is_told_by_what_the_redirect_keeps_of_it() -> None:
    assert keys(agent="x" * 1024) == keys(agent="x" * 2000)


@pytest.mark.parametrize(
    "same", ["::ffff:203.0.113.9", "203.0.113.9:4242", "[::ffff:203.0.113.9]:4242"]
)
def test_an_address_is_the_same_however_it_is_written(same: str) -> None:
    assert keys(address=same) == keys()


def test_a_key_is_an_hmac_of_sha256() -> None:
    """Ours is written out for speed, so the standard library's is asked."""
    for secret, message in ((b"k" * 32, b""), (b"s" * 32, b"m" * 500), (b"", b"m")):
        assert Signer(secret).sign(message) == hmac.digest(secret, message, "sha256")[:16]


def test_secrets_are_wrapped(settings: Settings) -> None:
    keys()

    wrapped = [bytes(s.wrapped) for s in VisitorSecret.objects.all() if s.wrapped]
    assert len(wrapped) == 3
    cipher = Fernet(settings.KEY_ENCRYPTION_KEY)
    assert all(len(cipher.decrypt(one)) > 32 for one in wrapped)


def test_the_wrapping_key_can_be_changed(settings: Settings) -> None:
    before = keys()
    new = Fernet.generate_key().decode()

    settings.KEY_ENCRYPTION_KEY = f"{new},{settings.KEY_ENCRYPTION_KEY}"
    assert keys() == before

    settings.KEY_ENCRYPTION_KEY = new
    with pytest.raises(ImproperlyConfigured):
        keys()


def test_a_secret_cannot_be_put_in_anothers_place() -> None:
    keys(at=NOON)
    stolen = VisitorSecret.objects.get(kind="day", starts=NOON.date()).wrapped
    VisitorSecret.objects.filter(kind="day", starts=NOON.date() - DAY).update(wrapped=stolen)

    with pytest.raises(ImproperlyConfigured):
        keys(at=NOON)


def test_a_day_is_forgotten_48_hours_after_its_end() -> None:
    keys()
    end = datetime(2027, 3, 11, tzinfo=UTC)

    assert purge(end + timedelta(hours=47, minutes=59)) == 1  # the day before
    assert keys(now=NOON + DAY).day is not None
    assert purge(end + timedelta(hours=48)) == 1

    dead = VisitorSecret.objects.get(kind="day", starts=date(2027, 3, 10))
    assert (dead.wrapped, dead.destroyed_at) == (None, end + timedelta(hours=48))
    assert keys(now=end + timedelta(hours=48)) == VisitorKeys(None, None, None)


def test_a_billing_period_is_forgotten_90_days_after_its_end() -> None:
    keys()
    end = datetime(2027, 4, 1, tzinfo=UTC)

    purge(end + timedelta(days=89))
    assert VisitorSecret.objects.get(kind="period").wrapped is not None

    purge(end + timedelta(days=90))
    assert VisitorSecret.objects.get(kind="period").wrapped is None


def test_what_is_destroyed_is_not_made_again() -> None:
    keys()
    purge(NOON + 10 * DAY)

    with connection.cursor() as cursor:
        ring = open_keyring(cursor, [NOON.date()], now=NOON, allow_past=True)

    assert ring.keys(ADDRESS.encode(), FIREFOX, NOON.date()) == VisitorKeys(None, None, None)


def test_a_day_long_over_gets_no_secret_but_a_tombstone() -> None:
    late = keys(now=NOON + 10 * DAY)

    assert late == VisitorKeys(None, None, None)
    assert VisitorSecret.objects.filter(kind="day", wrapped=None).count() == 2
    assert keys(now=NOON) == VisitorKeys(None, None, None)


def test_a_replay_of_old_clicks_may_have_its_days() -> None:
    with connection.cursor() as cursor:
        ring = open_keyring(cursor, [NOON.date()], now=NOON + 400 * DAY, allow_past=True)

    assert None not in ring.keys(ADDRESS.encode(), FIREFOX, NOON.date())


def test_the_day_before_may_be_dead_while_the_day_lives() -> None:
    end = datetime(2027, 3, 11, tzinfo=UTC)

    found = keys(now=end + timedelta(hours=47))

    assert (found.before, found.day is None, found.period is None) == (None, False, False)
