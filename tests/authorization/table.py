"""The rows of all roles in one table: each route with a method, and what each person gets."""

from __future__ import annotations

from tests.authorization.expected import Table
from tests.authorization.rows import (
    administration,
    anyone,
    api,
    brand,
    finance,
    influencer,
    reviewer,
    signing_in,
    staff,
)

PARTS: list[Table] = [
    administration.ROWS,
    anyone.ROWS,
    api.ROWS,
    brand.ROWS,
    finance.ROWS,
    influencer.ROWS,
    reviewer.ROWS,
    signing_in.ROWS,
    staff.ROWS,
]
TABLE: Table = {address: row for part in PARTS for address, row in part.items()}
