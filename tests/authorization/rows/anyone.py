"""Addresses for everybody, or for everybody who is signed in."""

from __future__ import annotations

from tests.authorization.expected import GET, LOGIN, POST, Expected, Table, everybody, signed_in

ROWS: Table = {
    ("healthz", GET): everybody(200),
    ("metrics", GET): everybody(200),  # on this machine; tests/marketplace/monitoring knows others
    ("readyz", GET): everybody(503),  # no worker has ever worked in this database
    ("", GET): Expected(200, *[302] * 6),
    ("start/", GET): signed_in(302),
    ("welcome/", GET): Expected(LOGIN, 302, 302, 302, 302, 403, 403),
    ("welcome/terms/", GET): signed_in(302),  # all have accepted, or are staff
    ("legal/<slug:slug>/", GET): everybody(200),
    ("legal/<slug:slug>/<str:version>/", GET): everybody(200),
    ("me/", GET): signed_in(200),
    ("invitations/", GET): signed_in(200),
    ("join/<str:token>/", GET): everybody(200),
    ("mails/", GET): everybody(200),
    ("mails/<int:pk>/", GET): everybody(200),
    ("notices/", GET): signed_in(200),
    ("notices/<int:pk>/", GET): Expected(LOGIN, 302, 404, 404, 404, 404, 404),
    ("notices/read/", POST): signed_in(302),
    ("notices/mails/", GET): signed_in(200),
    # One's data and one's leaving ask for a fresh sign-in: 302 to it.
    ("me/data/", GET): signed_in(302),
    ("me/data/progress/", GET): signed_in(200),
    ("me/data/ask/", POST): signed_in(302),
    ("me/data/download/", GET): signed_in(302),
    ("me/leave/", GET): signed_in(302),
    ("goodbye/", GET): everybody(200),
    ("i18n/setlang/", POST): everybody(302),
    # the campaign is live: influencers see its pictures, and so does the reviewer
    ("pictures/<uuid:picture>/", GET): Expected(LOGIN, 200, 200, 200, 404, 200, 403),
    ("l/<str:code>/", GET): everybody(200),
    ("rules/", GET): everybody(200),
    ("beacon.js", GET): everybody(200),
    ("beacon/", POST): everybody(204),
    ("suspended/", GET): signed_in(302),  # nobody of them is
    ("acting/end/", POST): signed_in(302),
    ("statements/<int:pk>/", GET): Expected(LOGIN, 200, 404, 404, 404, 200, 200),
}
