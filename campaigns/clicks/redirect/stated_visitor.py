"""The demo's listener: it takes time and address of a click from headers of the request.

X-Franc-At is the time of the click, epoch seconds or milliseconds (UTC); X-Franc-Address the
visitor's address. Every other listener ignores both headers.
"""

from __future__ import annotations

import ipaddress

from uuid_utils import uuid7

from campaigns.clicks.recording.record import Record
from campaigns.clicks.redirect import record_of_request
from campaigns.clicks.redirect.link_map import Destination
from campaigns.clicks.redirect.rsgi import Scope

AT = "x-franc-at"
ADDRESS = "x-franc-address"
MILLISECONDS_FROM = 1e11  # in seconds, that would be the year 5138


def hear_stated(scope: Scope, link: Destination) -> Record:
    """Return the record of a click at the stated time, by the stated visitor.

    Raises ValueError when one of the headers is missing or makes no sense.
    """
    milliseconds = _milliseconds(scope.headers.get(AT, ""))
    address = scope.headers.get(ADDRESS, "")
    ipaddress.ip_address(address)
    click_id = str(uuid7(nanoseconds=milliseconds * 1_000_000))
    return record_of_request.record(scope, link, click_id, address)


def _milliseconds(stated: str) -> int:
    at = float(stated)
    milliseconds = round(at if at >= MILLISECONDS_FROM else at * 1000)
    if not 0 < milliseconds < 1 << 48:
        raise ValueError(f"{stated} is no time")
    return milliseconds
