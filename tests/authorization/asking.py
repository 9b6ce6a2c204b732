"""Ask addresses as every kind of person, and compare with what the rows say."""

from __future__ import annotations

from django.db import transaction
from django.test import Client

from tests.authorization.address import address
from tests.authorization.expected import GET, LOGIN, PEOPLE, POST, Table
from tests.authorization.world import World

Statuses = dict[str, int | str]


def assert_looked(world: World, rows: Table) -> None:
    """All pages in one world: looking changes nothing."""
    pages = [route for route, method in rows if method == GET]

    found = {route: statuses(world, GET, route) for route in pages}

    assert found == {route: expected(rows, GET, route) for route in pages}


def assert_acted(world: World, rows: Table) -> None:
    """All acts in one world: each is taken back before the next."""
    acts = [route for route, method in rows if method == POST]

    found = {route: taken_back(world, route) for route in acts}

    assert found == {route: expected(rows, POST, route) for route in acts}


def taken_back(world: World, route: str) -> Statuses:
    with transaction.atomic():
        found = statuses(world, POST, route)
        transaction.set_rollback(True)
    return found


def statuses(world: World, method: str, route: str) -> Statuses:
    url = address(route, world.ids)
    return {who: outcome(world.clients[who], method, url) for who in PEOPLE}


def expected(rows: Table, method: str, route: str) -> Statuses:
    return {who: rows[route, method].of(who) for who in PEOPLE}


def outcome(client: Client, method: str, url: str) -> int | str:
    """Return the status, or LOGIN when the answer leads to sign-in and back."""
    response = client.generic(method, url)
    where = response.headers.get("Location", "")
    return LOGIN if where.startswith("/accounts/login/?next=") else response.status_code
