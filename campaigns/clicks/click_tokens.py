"""The token of a click in the address of a landing page that carries the beacon: the click's id.

It lets the page report how long it was looked at, and says nothing of the visitor: a time and
74 random bits (RFC 9562, section 5.7).
"""

NAME = "franc_click"
_ROOM = f"{NAME}="


def with_token(url: str, click_id: str) -> str:
    """Return the address with the click's token where `url` has room for it."""
    return url.replace(_ROOM, _ROOM + click_id, 1) if _ROOM in url else url
