"""Make the record of a click from the request of its visitor."""

from __future__ import annotations

from collections.abc import Callable

from uuid_utils import uuid7

from campaigns.clicks.recording.record import (
    ADDRESS,
    LANGUAGES,
    METHOD,
    PURPOSE,
    REFERRER,
    USER_AGENT,
    Record,
)
from campaigns.clicks.recording.unreadable import UNREADABLE
from campaigns.clicks.redirect.link_map import Destination
from campaigns.clicks.redirect.rsgi import Headers, Scope
from campaigns.clicks.visitors.forwarded_address import forwarded_address

Hear = Callable[[Scope, Destination], Record]


def hear(scope: Scope, link: Destination) -> Record:
    """Return the record of a click that happens now, by whom the connection says."""
    return record(scope, link, str(uuid7()), scope.client)


def hear_behind(proxies: int) -> Hear:
    """Return a `hear` for listeners behind that many proxies of ours.

    Each proxy adds the address it was asked from to X-Forwarded-For, so that of the visitor is
    the one that the first of ours added. Anything further left was written by the visitor.
    """

    def hear_forwarded(scope: Scope, link: Destination) -> Record:
        address = forwarded(scope.headers, proxies) or scope.client
        return record(scope, link, str(uuid7()), address)

    return hear_forwarded


def record(scope: Scope, link: Destination, click_id: str, address: str) -> Record:
    headers = scope.headers
    header = headers.get
    purpose = (
        header("sec-purpose") or header("purpose") or header("x-purpose") or header("x-moz", "")
    )
    return Record(
        click_id,
        link.link_id,
        link.claim_id,
        scope.method[:METHOD],
        purpose[:PURPOSE],
        (header("user-agent", "") or heard_of(headers, "user-agent"))[:USER_AGENT],
        (header("referer", "") or heard_of(headers, "referer"))[:REFERRER],
        (header("accept-language", "") or heard_of(headers, "accept-language"))[:LANGUAGES],
        address[:ADDRESS],
    )


def heard_of(headers: Headers, name: str) -> str:
    """Return what is to be written of a header without a value: nothing, or UNREADABLE."""
    unreadable = name in headers and not headers.get_all(name)
    return UNREADABLE if unreadable else ""


def forwarded(headers: Headers, proxies: int) -> str | None:
    """Return the address that the outermost of our proxies saw; None when it is not there."""
    return forwarded_address(",".join(headers.get_all("x-forwarded-for")), proxies)
