"""The list of sessions: each can be ended by its owner, and none keeps an address."""

from __future__ import annotations

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client

from marketplace.accounts.models import User
from tests import factories

pytestmark = pytest.mark.django_db
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Safari/604.1"


@pytest.fixture
def user() -> User:
    return factories.InfluencerFactory.create().user


def signed_in(user: User, agent: str = factories.BROWSER) -> Client:
    client = Client(headers={"accept-language": "en", "user-agent": agent}, REMOTE_ADDR="81.2.69.1")
    client.force_login(user)
    client.get("/me/")
    return client


def test_no_address_is_kept(user: User) -> None:
    signed_in(user)

    assert set(UserSession.objects.values_list("ip", flat=True)) == {"0.0.0.0"}  # noqa: S104


def test_one_session_can_be_ended_from_another(user: User) -> None:
    here, phone = signed_in(user), signed_in(user, PHONE)
    lost = UserSession.objects.get(user_agent=PHONE)

    here.post(f"/me/sessions/{lost.pk}/end/")

    assert phone.get("/me/").status_code == 302
    assert here.get("/me/").status_code == 200


def test_all_others_can_be_ended_at_once(user: User) -> None:
    here, phone, other = signed_in(user), signed_in(user, PHONE), signed_in(user)

    here.post("/accounts/sessions/")

    assert [c.get("/me/").status_code for c in (here, phone, other)] == [200, 302, 302]


def test_somebody_else_s_session_cannot_be_ended(user: User) -> None:
    signed_in(user)
    stranger = signed_in(factories.InfluencerFactory.create().user)
    theirs = UserSession.objects.get(user=user)

    assert stranger.post(f"/me/sessions/{theirs.pk}/end/").status_code == 404
    assert UserSession.objects.filter(pk=theirs.pk).exists()


def test_the_list_names_devices(user: User) -> None:
    page = signed_in(user, PHONE).get("/accounts/sessions/").content.decode()

    assert "iPhone" in page
    assert "81.2.69" not in page
