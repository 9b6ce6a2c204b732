"""Lists of everybody who is signed in: mails, notices, invitations, sessions, addresses."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession

from marketplace.accounts import invite_member
from marketplace.notifications.notices import notify
from marketplace.notifications.send_mail import send_mail
from tests import factories
from tests.query_counts.counting import Listed, assert_constant, keep

pytestmark = pytest.mark.django_db


def mails() -> Listed:
    return (
        factories.brand()[0],
        "/mails/",
        lambda: keep(send_mail("a@test.example", "Mail", "Text")),
    )


def notices() -> Listed:
    user = factories.brand()[0]
    return user, "/notices/", lambda: notify(user, "Title", ["Words"], "/campaigns/", "See")


def invitations_to_one_address() -> Listed:
    user, _brand = factories.brand()

    def add_one() -> None:
        owner, other = factories.brand()
        invite_member.invite(other, user.email, "viewer", owner)

    return user, "/invitations/", add_one


def sessions_of_a_person() -> Listed:
    user = factories.brand()[0]
    return user, "/accounts/sessions/", lambda: keep(UserSession.objects.create(
        user=user, ip="192.0.2.1", session_key=f"key-{next(factories.NUMBERS)}", user_agent="A"
    ))  # fmt: skip


def addresses_of_a_person() -> Listed:
    user = factories.brand()[0]
    return user, "/accounts/email/", lambda: keep(EmailAddress.objects.create(
        user=user, email=f"address-{next(factories.NUMBERS)}@test.example"
    ))  # fmt: skip


LISTS = [mails, notices, invitations_to_one_address, sessions_of_a_person, addresses_of_a_person]


@pytest.mark.parametrize("make", LISTS, ids=lambda make: make.__name__)
def test_one_item_costs_what_more_cost(make: Callable[[], Listed]) -> None:
    assert_constant(make)
