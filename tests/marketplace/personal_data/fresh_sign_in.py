"""A browser whose sign-in is fresh enough for one's data and one's leaving."""

from __future__ import annotations

from django.test import Client

from marketplace.accounts.models import User
from tests.journeys import people


def fresh(user: User) -> Client:
    """A browser that has just proved who it is."""
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    client.post("/accounts/reauthenticate/", {"password": people.PASSWORD})
    return client
