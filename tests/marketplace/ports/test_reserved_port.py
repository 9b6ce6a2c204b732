"""A reserved port is nobody else's, and its server gets every visitor."""

from __future__ import annotations

import socket
from collections.abc import Callable
from contextlib import ExitStack

import pytest

from marketplace.ports.reserved_port import HOST, reserve, reserved
from tests.campaigns.clicks.visits import Alone


def test_a_reserved_port_is_refused_to_everybody_else() -> None:
    with reserved(2) as first:
        for port in (first, first + 1):
            with (
                pytest.raises(OSError, match="no 1 free ports"),
                reserved(1, range(port, port + 1)),
            ):
                pass
            with socket.socket() as door, pytest.raises(OSError, match="in use"):
                door.bind((HOST, port))

    with reserved(2, range(first, first + 2)) as again:
        assert again == first


def test_rows_do_not_overlap() -> None:
    with ExitStack() as held:
        room = range(21_000, 21_040)
        firsts = [reserve(held, 2, room) for _ in range(10)]

        assert len({port for first in firsts for port in (first, first + 1)}) == 20


def test_a_port_that_somebody_listens_on_is_left_out(alone: Alone) -> None:
    with pytest.raises(OSError, match="no 1 free"), reserved(1, range(alone.port, alone.port + 1)):
        pass


def test_every_visitor_comes_to_the_server_and_none_to_the_reservation(
    start_alone: Callable[..., Alone],
) -> None:
    redirect = start_alone()  # listens on a port that is reserved meanwhile

    assert {redirect.visit().status for _ in range(500)} == {302}
    assert len(redirect.recorded()) == 500
