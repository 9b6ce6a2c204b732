"""Every url of the resolver is in the rows of one role: a new one without a row fails."""

from __future__ import annotations

from tests.authorization.routes import routes
from tests.authorization.table import PARTS, TABLE


def test_every_url_is_in_the_table() -> None:
    assert sorted(set(routes())) == sorted({route for route, _method in TABLE})


def test_no_address_has_two_rows() -> None:
    assert sum(len(part) for part in PARTS) == len(TABLE)
