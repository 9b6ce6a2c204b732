"""Addresses of reviewers: the desk, cases, findings, networks, suspensions."""

from __future__ import annotations

from tests.authorization.expected import GET, POST, Table, reviewers

ROWS: Table = {
    ("review/organisations/", GET): reviewers(200),
    ("review/organisations/<int:pk>/", GET): reviewers(200),
    ("review/organisations/<int:pk>/", POST): reviewers(422),
    ("review/", GET): reviewers(200),
    ("review/networks/", GET): reviewers(200),
    ("review/purges/", GET): reviewers(200),
    ("review/accounts/", GET): reviewers(200),
    ("review/accounts/<int:pk>/", POST): reviewers(422),
    ("review/findings/", GET): reviewers(200),
    ("review/findings/<int:pk>/", POST): reviewers(422),
    ("review/posts/<int:pk>/", POST): reviewers(422),
    ("review/campaigns/<int:pk>/", POST): reviewers(422),
    ("review/changes/<int:pk>/", POST): reviewers(422),
    ("review/landings/<int:pk>/", POST): reviewers(422),
    ("review/disputes/<int:pk>/", POST): reviewers(422),
    ("review/cases/", GET): reviewers(200),
    ("review/cases/<int:pk>/", GET): reviewers(200),
    ("review/cases/<int:pk>/decide/", POST): reviewers(422),
    ("review/appeals/<int:pk>/", POST): reviewers(422),
    ("people/<int:pk>/suspend/", POST): reviewers(422),
    ("people/<int:pk>/act/", POST): reviewers(422),
    ("brands/<int:pk>/suspend/", POST): reviewers(422),
}
