"""What the API gives to whom."""

from __future__ import annotations

import pytest

from tests.authorization.asking import assert_looked
from tests.authorization.rows.api import ROWS
from tests.authorization.world import World

pytestmark = pytest.mark.django_db


def test_who_may_look(world: World) -> None:
    assert_looked(world, ROWS)
