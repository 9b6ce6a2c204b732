"""Addresses of finance: top-ups and payout runs."""

from __future__ import annotations

from tests.authorization.expected import GET, POST, Table, finances

ROWS: Table = {
    ("payouts/top-ups/<int:pk>/", POST): finances(422),
    ("payouts/", GET): finances(200),
    ("payouts/new/", POST): finances(302),
    ("payouts/<int:pk>/file/", GET): finances(200),
    ("payouts/<int:pk>/sent/", POST): finances(302),
    ("payouts/top-ups/", GET): finances(200),
    ("payouts/top-ups/", POST): finances(200),
}
