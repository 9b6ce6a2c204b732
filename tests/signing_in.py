"""Browsers that are signed in, and people with a second factor."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client

from marketplace.accounts.models import User


def with_second_factor(user: User) -> User:
    TOTP.activate(user, generate_totp_secret())
    return user


def signed_in_as(user: User) -> Client:
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    client = Client()
    client.force_login(user)
    return client
