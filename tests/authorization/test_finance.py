"""What finance alone may do."""

from __future__ import annotations

import pytest

from tests.authorization.asking import assert_acted, assert_looked
from tests.authorization.rows.finance import ROWS
from tests.authorization.world import World

pytestmark = pytest.mark.django_db


def test_who_may_look(world: World) -> None:
    assert_looked(world, ROWS)


def test_who_may_act(world: World) -> None:
    assert_acted(world, ROWS)
