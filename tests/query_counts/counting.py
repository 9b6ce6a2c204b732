"""Count the queries of a page with one item and with three: they must be as many."""

from __future__ import annotations

from collections.abc import Callable

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from marketplace.accounts.models import User

AddOne = Callable[[], None]
# Who looks, at which page, and what puts one more item on it.
Listed = tuple[User, str, AddOne]
MORE = 3  # a query an item is two queries more


def client_of(user: User) -> Client:
    if user.is_staff:
        TOTP.activate(user, generate_totp_secret())
    client = Client()
    client.force_login(user)
    client.get("/me/")  # the sighting of this session is noted once
    return client


def queries(client: Client, url: str) -> int:
    """Count twice and take the fewer: what is noted once in a while is no question a row."""
    client.get(url)
    return min(counted(client, url), counted(client, url))


def counted(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert client.get(url).status_code == 200
    return len(seen)


def assert_constant(make: Callable[[], Listed]) -> None:
    """A list costs the same number of queries whether it holds one item or more."""
    user, url, add_one = make()
    client = client_of(user)
    add_one()
    with_one = queries(client, url)

    for _ in range(MORE - 1):
        add_one()

    assert queries(client, url) == with_one


def keep(made: object) -> None:
    assert made
