"""What reviewers and finance may see, and nobody else."""

from __future__ import annotations

import pytest

from tests import factories
from tests.authorization.asking import assert_acted, assert_looked
from tests.authorization.rows.staff import ROWS
from tests.authorization.world import World
from tests.signing_in import signed_in_as

pytestmark = pytest.mark.django_db


def test_who_may_look(world: World) -> None:
    assert_looked(world, ROWS)


def test_who_may_act(world: World) -> None:
    assert_acted(world, ROWS)


def test_staff_without_a_second_factor_are_led_to_its_set_up() -> None:
    response = signed_in_as(factories.reviewer()).get("/review/")

    assert response.headers["Location"] == "/accounts/2fa/"
