"""Addresses of the API and of its documentation."""

from __future__ import annotations

from tests.authorization.expected import GET, Expected, Table, everybody

ROWS: Table = {
    ("api/v1/campaigns/", GET): Expected(403, *[200] * 6),
    ("api/v1/campaigns/<pk>/", GET): Expected(403, 404, 404, 200, 404, 404, 404),
    ("api/v1/campaigns/<pk>/clicks/", GET): Expected(403, 404, 404, 200, 404, 404, 404),
    ("api/v1/claims/", GET): Expected(403, *[200] * 6),
    ("api/v1/claims/<pk>/", GET): Expected(403, 200, 404, 200, 404, 404, 404),
    ("api/v1/claims/<pk>/clicks/", GET): Expected(403, 200, 404, 200, 404, 404, 404),
    ("api/schema/", GET): everybody(200),
    ("api/docs/", GET): everybody(200),
}
