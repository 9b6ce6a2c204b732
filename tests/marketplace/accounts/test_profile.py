"""The way in for influencers: little at first, saved at every step, kind to the young."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from marketplace.accounts.forms.profile import countries_of, languages_of
from marketplace.accounts.models import Influencer, User
from marketplace.accounts.social.minimum_age import comes_of_age_on
from marketplace.accounts.social.profile_progress import progress
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def lina() -> User:
    return factories.UserFactory.create(name="Lina M.")


def browser(user: User, **headers: str) -> Client:
    client = Client(headers={"accept-language": "fr-BE,fr;q=0.9,de;q=0.5", **headers})
    client.force_login(user)
    return client


def test_three_short_steps_lead_to_what_fits(lina: User) -> None:
    client = browser(lina)
    about = {"display_name": "Lina", "birth_date": "1996-05-12", "country": "BE"}
    account = {"network": "instagram", "handle": "@Lina", "followers": "420"}

    first = client.post("/me/about/", about)
    second = client.post("/me/voice/", {"languages": ["fr"], "topics": ["travel"]})
    third = client.post("/me/accounts/new/", account)

    assert [step.headers["Location"] for step in (first, second, third)] == [
        "/me/voice/", "/me/accounts/new/", "/start/",
    ]  # fmt: skip
    found = lina.influencer
    assert (found.country, found.languages, found.topics) == ("BE", ["fr"], ["travel"])
    assert (found.birth_date, found.handle) == (date(1996, 5, 12), "@lina")


def test_the_browser_answers_what_it_knows(lina: User) -> None:
    page = browser(lina).get("/me/about/").content.decode()

    assert 'value="BE" selected' in page
    assert languages_of("fr-BE,fr;q=0.9,de;q=0.5,zz") == ["fr", "de"]
    assert "BE" in countries_of("fr-BE,fr;q=0.9")


def test_somebody_too_young_is_told_from_when_they_are_welcome(lina: User) -> None:
    today = timezone.now().date()
    born = date(today.year - 17, 1, 1)

    answer = browser(lina).post(
        "/me/about/", {"display_name": "L", "birth_date": born.isoformat(), "country": "FR"}
    )

    assert str(born.year + 18) in answer.content.decode()
    assert not Influencer.objects.exists()


def test_the_eighteenth_birthday_of_a_leap_day_is_the_first_of_march() -> None:
    assert comes_of_age_on(date(2008, 2, 29)) == date(2026, 3, 1)
    assert comes_of_age_on(date(2008, 2, 28)) == date(2026, 2, 28)


def test_a_birth_date_stays_as_it_was_given() -> None:
    influencer = factories.InfluencerFactory.create(birth_date=date(1990, 1, 1))

    browser(influencer.user).post(
        "/me/about/", {"display_name": "L", "birth_date": "1980-01-01", "country": "FR"}
    )

    influencer.refresh_from_db()
    assert (influencer.display_name, influencer.birth_date) == ("L", date(1990, 1, 1))


def test_progress_says_what_is_done_and_what_comes_next() -> None:
    influencer = factories.InfluencerFactory.create(account="claimed", topics=[])

    found = progress(influencer)

    assert (found.done, found.all) == (3, 5)
    assert found.next is not None
    assert found.next.code == "topics"


def test_the_main_account_is_a_proven_one() -> None:
    influencer = factories.InfluencerFactory.create(followers=300)
    factories.social_account(influencer, followers=90_000)

    assert (influencer.followers, influencer.tier) == (300, "everyday")
