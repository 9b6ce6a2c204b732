"""Signing in with addresses and codes as they are copied."""

from __future__ import annotations

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.test import Client

from marketplace.accounts.models import User
from tests import factories

pytestmark = pytest.mark.django_db
PASSWORD = "a-long-word-of-nobody-else"


def somebody() -> User:
    user = factories.UserFactory.create(email="lina@test.example")
    user.set_password(PASSWORD)
    user.save()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def test_an_address_with_unseen_characters_signs_in() -> None:
    somebody()

    answer = Client().post(
        "/accounts/login/", {"login": "\u202a lina@test.example\u200b", "password": PASSWORD}
    )

    assert answer.status_code == 302, answer.content.decode()


def test_a_code_with_a_space_is_the_code() -> None:
    user, client, secret = somebody(), Client(), generate_totp_secret()
    TOTP.activate(user, secret)
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    code = format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))

    wrong = client.post("/accounts/2fa/authenticate/", {"code": "12 34"})
    right = client.post("/accounts/2fa/authenticate/", {"code": f"\u200e{code[:3]} {code[3:]}"})

    assert (wrong.status_code, right.status_code) == (200, 302)


def test_who_signs_up_with_a_pasted_address_has_it_without_unseen_characters() -> None:
    form = {"role": "influencer", "name": "Lina", "email": "lina@test.example\ufeff",
            "password1": PASSWORD, "password2": PASSWORD, "terms": "on"}  # fmt: skip

    Client().post("/accounts/signup/", form)

    assert User.objects.get().email == "lina@test.example"
