"""Who may read /metrics: this machine, or whoever has the token; a proxy is not this machine."""

from __future__ import annotations

import pytest

from marketplace.monitoring.access import may_read

TOKEN = "t" * 32


@pytest.mark.parametrize(
    ("token", "authorization", "peer", "proxied", "in_front", "allowed"),
    [
        ("", "", "127.0.0.1", False, 0, True),
        ("", "", "::1", False, 0, True),
        (TOKEN, "", "127.0.0.1", False, 0, True),
        ("", "", "127.0.0.1", True, 0, False),  # forwarded by something on this machine
        ("", "", "127.0.0.1", False, 1, False),
        ("", "", "192.0.2.7", False, 0, False),
        ("", "", "", False, 0, False),
        ("", "Bearer ", "192.0.2.7", False, 0, False),
        (TOKEN, f"Bearer {TOKEN}", "192.0.2.7", True, 1, True),
        (TOKEN, "Bearer wrong", "192.0.2.7", False, 0, False),
        (TOKEN, "Bearer é", "192.0.2.7", False, 0, False),
        (TOKEN, TOKEN, "192.0.2.7", False, 0, False),
    ],
)
def test_who_may_read(
    token: str, authorization: str, peer: str, proxied: bool, in_front: int, allowed: bool
) -> None:
    answer = may_read(token, authorization, peer, proxied=proxied, in_front=in_front)

    assert answer is allowed
