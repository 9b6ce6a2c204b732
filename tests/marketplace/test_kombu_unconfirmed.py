"""A worker goes on consuming after a confirmation that did not reach Valkey."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from kombu import Connection, Queue

from marketplace import kombu_unconfirmed
from marketplace.embedded.folder import Folder
from marketplace.embedded.valkey import Valkey


@pytest.fixture
def valkey(tmp_path: Path) -> Iterator[Valkey]:
    server = Valkey(Folder(tmp_path / "data").make())
    server.start()
    yield server
    assert server.process is not None
    server.process.send_signal(signal.SIGCONT)
    server.stop()


@pytest.mark.parametrize("answer", ["ack", "reject"])
def test_a_confirmation_that_fails_costs_no_place(valkey: Valkey, answer: str) -> None:
    kombu_unconfirmed.install()
    assert valkey.process is not None
    silent = {"socket_timeout": 0.2}
    with Connection(valkey.broker_url(), transport_options=silent) as connection:
        channel: Any = connection.channel()
        channel.basic_qos(0, 1, False)
        queue: Any = Queue("work", routing_key="work", channel=channel)
        queue.declare()
        connection.Producer(channel).publish({}, routing_key="work", exchange=queue.exchange)
        message = queue.get()
        assert not channel.qos.can_consume()

        os.kill(valkey.process.pid, signal.SIGSTOP)
        with pytest.raises(connection.connection_errors):
            getattr(message, answer)()

        assert channel.qos.can_consume()
