"""Every address that a form is sent to answers GET: it leads to the thing, or is its page.

A browser shows such an address as soon as the answer to the form is a page: reload, back, a
bookmark and the switch of language ask it with GET.
"""

from __future__ import annotations

import pytest
from django.test import Client

from tests.authorization.address import address
from tests.authorization.expected import POST
from tests.authorization.newcomers import place
from tests.authorization.routes import routes
from tests.authorization.table import TABLE
from tests.authorization.world import SECRET_NAME, SECRET_TITLE, World, world

__all__ = ["place", "world"]
pytestmark = pytest.mark.django_db
# Machines post there, and no browser shows it: a beacon, an API, a script of a page.
MACHINES = ("beacon/", "api/", "metrics", "healthz", "readyz")
NOT_ALLOWED = 405


def acts() -> list[str]:
    """Every route that somebody may post to: by the table, which names every route there is."""
    known = set(routes())
    return sorted(
        route
        for route, method in TABLE
        if method == POST and route in known and not route.startswith(MACHINES)
    )


def test_no_address_of_a_form_is_a_dead_end(place: World) -> None:
    found = {route: statuses(place, route) for route in acts()}

    assert {route for route, got in found.items() if NOT_ALLOWED in got} == set()
    assert {route for route, got in found.items() if max(got) >= 500} == set()
    assert {route for route, got in found.items() if not leads_on(got)} == set()


def test_an_act_led_to_by_get_arrives_at_a_page(place: World) -> None:
    """Whoever may act arrives, in some steps, at a page that is there."""
    reviewer = place.clients["reviewer"]
    for route in [one for one in acts() if one.startswith("review/") and "<int:pk>" in one]:
        arrived = reviewer.get(address(route, place.ids), follow=True)

        assert arrived.status_code == 200, route


@pytest.mark.parametrize(
    ("who", "secret"), [("other_brand", SECRET_TITLE), ("other_influencer", SECRET_NAME)]
)
def test_no_address_leads_to_what_is_somebody_elses(place: World, who: str, secret: str) -> None:
    for route in acts():
        arrived = place.clients[who].get(address(route, place.ids), follow=True)

        assert secret not in arrived.content.decode(), route


def statuses(place: World, route: str) -> list[int]:
    """What each kind of person gets: of those who may not come here, nobody counts."""
    url = address(route, place.ids)
    return [client.get(url).status_code for client in clients(place)]


def clients(place: World) -> list[Client]:
    return [client for who, client in place.clients.items() if who != "nobody"]


def leads_on(got: list[int]) -> bool:
    """Somebody is led on or sees a page; an address of the library may ask to sign in first."""
    return any(status in {200, 302} for status in got)
