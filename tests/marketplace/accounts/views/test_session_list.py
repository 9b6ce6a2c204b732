"""The list of one's sessions holds those that still open the account, and no other."""

from __future__ import annotations

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client

from marketplace.accounts.models import User
from marketplace.accounts.views.session_list import alive
from tests import factories

pytestmark = pytest.mark.django_db


def signed_in(user: User) -> UserSession:
    client = Client()
    client.force_login(user)
    key = client.session.session_key
    UserSession.objects.filter(session_key=key).delete()
    return UserSession.objects.create(user=user, ip="192.0.2.1", session_key=key, user_agent="A")


def test_a_session_that_opens_the_account_is_listed() -> None:
    user = factories.UserFactory.create()
    signed_in(factories.UserFactory.create())

    assert alive(user) == [] != [signed_in(user)] == alive(user)


def test_one_that_was_ended_elsewhere_is_forgotten() -> None:
    user = factories.UserFactory.create()
    session = signed_in(user)
    UserSession.objects.filter(pk=session.pk).update(session_key="gone")

    assert alive(user) == []
    assert not UserSession.objects.filter(pk=session.pk).exists()


def test_one_of_an_earlier_password_is_forgotten() -> None:
    user = factories.UserFactory.create()
    signed_in(user)
    user.set_password("another-long-password")
    user.save()

    assert alive(user) == []
