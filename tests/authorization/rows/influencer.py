"""Addresses of influencers: profile, offers, links, posts and earnings."""

from __future__ import annotations

from tests.authorization.expected import GET, POST, Table, influencers

ROWS: Table = {
    ("me/about/", GET): influencers(200),
    ("me/voice/", GET): influencers(200),
    ("me/accounts/", GET): influencers(200),
    ("me/accounts/new/", GET): influencers(200),
    ("me/accounts/new/", POST): influencers(200),
    ("me/accounts/<int:pk>/prove/", POST): influencers(302, 404),
    ("me/accounts/<int:pk>/remove/", POST): influencers(302, 404),
    ("find/", GET): influencers(200),
    ("find/<int:pk>/", GET): influencers(200),
    ("find/<int:pk>/claim/", POST): influencers(302),
    ("find/<int:pk>/ask/", POST): influencers(302),
    ("find/<int:pk>/withdraw/", POST): influencers(302),
    ("links/", GET): influencers(200),
    ("links/<int:pk>/", GET): influencers(200, 404),
    ("links/<int:pk>/live/", GET): influencers(200, 404),
    ("links/<int:pk>/message/", GET): influencers(200, 404),
    ("links/<int:pk>/message/", POST): influencers(200, 404),
    ("links/<int:pk>/post/", GET): influencers(200, 404),
    ("links/<int:pk>/post/", POST): influencers(200, 404),
    ("links/<int:pk>/clicks/", GET): influencers(200, 404),
    ("links/<int:pk>/cases/<int:case>/appeal/", POST): influencers(422, 404),
    ("links/<int:pk>/leave/", POST): influencers(302, 404),
    ("links/<int:pk>/more/", POST): influencers(422, 404),
    ("codes/<str:code>/name/", POST): influencers(302, 404),
    ("codes/<str:code>/qr.png", GET): influencers(200, 404),
    ("codes/<str:code>/qr.svg", GET): influencers(200, 404),
    ("posts/", GET): influencers(200),
    ("earnings/", GET): influencers(200),
    # who leaves, freshly signed in: 302 to that
    ("earnings/last/", GET): influencers(302),
    ("earnings/last/", POST): influencers(302),
    ("earnings/account/", GET): influencers(200),
}
