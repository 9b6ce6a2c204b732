"""Who may read /metrics: whoever knows the token, or sits on the same machine. No Django here."""

from __future__ import annotations

import hmac
from ipaddress import ip_address


def may_read(
    token: str, authorization: str, peer: str, *, proxied: bool, in_front: int = 0
) -> bool:
    """Whether a scrape may be answered.

    Args:
        token: METRICS_TOKEN; "" lets loopback alone in.
        authorization: the request's header, "Bearer TOKEN".
        peer: the address that the connection comes from.
        proxied: whether the request says that it was forwarded.
        in_front: how many proxies of ours stand in front: then loopback is anybody.
    """
    if token and hmac.compare_digest(authorization.encode(), f"Bearer {token}".encode()):
        return True
    return not in_front and not proxied and _is_loopback(peer)


def _is_loopback(peer: str) -> bool:
    try:
        return ip_address(peer.strip("[]")).is_loopback
    except ValueError:  # a unix socket has no address
        return False
