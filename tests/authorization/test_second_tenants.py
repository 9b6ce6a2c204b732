"""No list shows the second tenants anything of the first."""

from __future__ import annotations

import pytest

from tests.authorization.expected import GET
from tests.authorization.table import TABLE
from tests.authorization.world import SECRET_NAME, SECRET_TITLE, World

pytestmark = pytest.mark.django_db
LISTS = [
    # /mails/ is for everybody, and only in the embedded default
    route
    for route, method in TABLE
    if method == GET
    and "<" not in route
    and not route.startswith(("find", "mails", "organisation/"))
]


@pytest.mark.parametrize("who", ["other_influencer", "other_brand"])
def test_the_second_tenants_see_nothing_of_the_first(world: World, who: str) -> None:
    for route in LISTS:
        page = b"".join(world.clients[who].get(f"/{route}")).decode()

        assert SECRET_NAME not in page, route
        assert SECRET_TITLE not in page, route


def test_the_first_tenants_do_see_their_own(world: World) -> None:
    """Else the test above would find nothing anywhere."""
    assert SECRET_TITLE in world.clients["brand"].get("/campaigns/").content.decode()
    assert SECRET_TITLE in world.clients["influencer"].get("/links/").content.decode()
