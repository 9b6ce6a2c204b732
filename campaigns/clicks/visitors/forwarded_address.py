"""The address of a visitor behind proxies of ours, as X-Forwarded-For tells it."""

from __future__ import annotations

import ipaddress


def forwarded_address(header: str, proxies: int) -> str | None:
    """Return the address that the outermost of `proxies` proxies saw; None when it is not there.

    `header` is the text of X-Forwarded-For: each proxy adds the address that it was asked from.
    """
    stated = header.split(",")
    if not 0 < proxies <= len(stated):
        return None
    address = stated[-proxies].strip()
    try:
        ipaddress.ip_address(address)
    except ValueError:
        return None
    return address
