"""The demo's listener believes what replayed clicks say of themselves."""

import subprocess
import sys
from collections.abc import Callable
from uuid import UUID

import pytest

from tests.campaigns.clicks.visits import Alone

StartAlone = Callable[..., Alone]
TRUST = "--trust-stated-visitor"


def test_a_stated_time_and_address_are_taken_over(start_alone: StartAlone) -> None:
    demo = start_alone(TRUST)

    demo.visit(X_Franc_At="1356999059", X_Franc_Address="2001:db8::1")
    demo.visit(X_Franc_At="1356999059123", X_Franc_Address="203.0.113.9")
    demo.visit(X_Franc_At="1356999059.5", X_Franc_Address="203.0.113.9")

    heard = demo.recorded()
    assert [UUID(one.id).int >> 80 for one in heard] == [
        1356999059000,
        1356999059123,
        1356999059500,
    ]
    assert [one.address for one in heard] == ["2001:db8::1", "203.0.113.9", "203.0.113.9"]


def test_a_click_without_them_is_refused_rather_than_dated_today(start_alone: StartAlone) -> None:
    demo = start_alone(TRUST)

    assert demo.visit().status == 400
    assert demo.visit(X_Franc_At="yesterday", X_Franc_Address="2001:db8::1").status == 400
    assert demo.visit(X_Franc_At="nan", X_Franc_Address="2001:db8::1").status == 400
    assert demo.visit(X_Franc_At="1356999059", X_Franc_Address="somewhere").status == 400
    assert demo.recorded() == []


@pytest.mark.parametrize("host", ["::", "::1", "localhost"])
def test_it_listens_on_loopback_only(host: str) -> None:
    command = [sys.executable, "-m", "campaigns.clicks.redirect", TRUST, "--host", host]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=240)

    assert done.returncode == 2
    assert "listens on 127.0.0.1 only" in done.stderr
