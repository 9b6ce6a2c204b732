"""Addresses of reviewers and finance alike: people, organisations, work that failed."""

from __future__ import annotations

from tests.authorization.expected import GET, LOGIN, POST, Expected, Table, staff

ROWS: Table = {
    ("review/work/", GET): staff(200),
    ("review/work/<int:pk>/", GET): staff(200),
    # of two who try again, the second is told that somebody had decided
    ("review/work/<int:pk>/retry/", POST): Expected(LOGIN, 403, 403, 403, 403, 302, 409),
    ("review/work/<int:pk>/dismiss/", POST): staff(422),
    ("people/", GET): staff(200),
    ("people/<int:pk>/", GET): staff(200),
    ("brands/<int:pk>/", GET): staff(200),
}
