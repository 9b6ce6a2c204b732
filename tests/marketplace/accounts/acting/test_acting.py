"""Staff sees the site as a person does: looks, changes hardly anything, leaves a trace."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils import timezone

from campaigns.models import Sighting
from marketplace.accounts.acting.act_for import LONGEST
from marketplace.accounts.acting.allowed import ACTS, allowed
from marketplace.accounts.models import Acting, ActingRequest, User
from tests import factories
from tests.authorization.routes import named_routes

pytestmark = pytest.mark.django_db


def staff(user: User) -> Client:
    TOTP.activate(user, generate_totp_secret())
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def person() -> User:
    return factories.InfluencerFactory.create(display_name="Somebody").user


@pytest.fixture
def acting(person: User) -> Client:
    client = staff(factories.reviewer())
    client.post(f"/people/{person.pk}/act/", {"reason": "They asked us by telephone."})
    return client


def test_the_pages_are_the_persons_and_say_who_acts(acting: Client, person: User) -> None:
    page = acting.get("/links/").content.decode()

    assert 'class="acting"' in page
    assert str(person) in page


def test_without_a_reason_nobody_acts(person: User) -> None:
    client = staff(factories.reviewer())

    assert client.post(f"/people/{person.pk}/act/", {"reason": " "}).status_code == 422
    assert not Acting.objects.exists()


def test_nobody_acts_for_staff() -> None:
    client = staff(factories.reviewer())

    answer = client.post(f"/people/{factories.finance().pk}/act/", {"reason": "Why not?"})

    assert answer.status_code == 403


@pytest.mark.parametrize(
    "page", ["/earnings/account/", "/me/data/", "/me/leave/", "/accounts/password/change/",
             "/accounts/email/", "/accounts/2fa/", "/accounts/sessions/", "/accounts/logout/"],
)  # fmt: skip
def test_what_is_theirs_alone_is_not_even_seen(acting: Client, page: str) -> None:
    assert acting.get(page).status_code == 403


@pytest.mark.parametrize("path", ["/me/", "/notices/read/", "/find/1/claim/", "/links/1/leave/"])
def test_nothing_else_is_changed(acting: Client, path: str) -> None:
    assert acting.post(path).status_code == 403


def test_every_url_that_is_not_named_refuses_what_changes() -> None:
    refused = [name for name in names() if allowed("POST", name)]

    assert set(refused) == ACTS


def names() -> list[str]:
    return [name for _route, name in named_routes() if name]


def test_every_request_is_written_down_allowed_or_not(acting: Client, person: User) -> None:
    acting.get("/links/")
    acting.post("/me/")

    found = ActingRequest.objects.order_by("pk").values_list("method", "path", "allowed")
    assert list(found) == [("GET", "/links/", True), ("POST", "/me/", False)]


def test_what_was_done_cannot_be_rubbed_out(acting: Client) -> None:
    acting.get("/links/")

    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        ActingRequest.objects.update(path="/")
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        Acting.objects.update(reason="Another.")
    assert connection.is_usable()


def test_it_ends_when_one_says_so(acting: Client) -> None:
    acting.post("/acting/end/")

    assert acting.get("/review/").status_code == 200
    assert Acting.objects.get().ended_at is not None


def test_it_ends_by_itself_after_half_an_hour(acting: Client, person: User) -> None:
    begun = timezone.now() - LONGEST - timedelta(seconds=1)
    with transaction.atomic():
        old = Acting.objects.create(
            by=Acting.objects.get().by, person=person, reason="Earlier.", at=begun
        )
    session = acting.session
    session["acting"] = old.pk
    session.save()

    assert acting.get("/review/").status_code == 200


def test_whose_device_it_is_is_not_noted_as_the_persons(acting: Client, person: User) -> None:
    acting.get("/links/")

    assert not Sighting.objects.filter(user=person).exists()
