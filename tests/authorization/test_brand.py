"""What belongs to brands and agencies is theirs alone, and each finds their own only."""

from __future__ import annotations

import pytest

from marketplace.accounts.models import User
from tests import factories
from tests.authorization.asking import assert_acted, assert_looked
from tests.authorization.rows.brand import ROWS
from tests.authorization.world import World
from tests.signing_in import signed_in_as

pytestmark = pytest.mark.django_db


def test_who_may_look(world: World) -> None:
    assert_looked(world, ROWS)


def test_who_may_act(world: World) -> None:
    assert_acted(world, ROWS)


def test_a_brand_that_has_not_said_who_it_is_is_asked_first() -> None:
    user = factories.UserFactory.create(role=User.Role.BRAND)

    assert signed_in_as(user).get("/campaigns/").headers["Location"] == "/welcome/"
