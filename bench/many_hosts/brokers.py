"""The two brokers, each on a host of its own, over TCP and with a password."""

from __future__ import annotations

import secrets
from pathlib import Path

import redis

from bench.many_hosts.rabbitmq import RabbitMQ
from bench.many_hosts.wire import Wire
from marketplace import broker
from marketplace.embedded.folder import Folder
from marketplace.embedded.valkey import Valkey

HOST = "broker"
PORT = 6379
BROKERS = ("rabbitmq", "valkey")


class FarValkey(Valkey):
    """Valkey on the host `broker`. The bench itself looks in through its unix socket."""

    def __init__(self, folder: Folder, wire: Wire) -> None:
        super().__init__(folder)
        self.wire = wire
        self.address = wire.addresses[HOST]
        self.password = secrets.token_urlsafe(16)

    def command(self) -> list[str | Path]:
        options = {
            "port": str(PORT),
            "bind": self.address,
            "requirepass": self.password,
            # A worker that was cut off must not be given messages any more: by default it takes
            # Valkey ten minutes to see it.
            "tcp-keepalive": "10",
        }
        named = [part for name, value in options.items() for part in (f"--{name}", value)]
        return list(self.wire.on(HOST, [*super().command(), *named]))

    def answers(self) -> bool:
        try:
            with self._client() as client:
                return bool(client.ping())
        except redis.RedisError:
            return False

    def far_url(self) -> str:
        """The address for the other hosts."""
        return f"redis://:{self.password}@{self.address}:{PORT}/0"

    def left(self) -> dict[str, int]:
        """Messages that wait, and that were taken and not confirmed."""
        with self._client() as client:
            return {
                "waiting": client.llen(broker.QUEUE),
                "unconfirmed": client.hlen("unacked"),
            }

    def proof(self) -> dict[str, int]:
        """Nothing: Valkey does not count how often a message is delivered."""
        return {}

    def version(self) -> str:
        with self._client() as client:
            said = client.info("server")
            return str(said.get("valkey_version") or said["redis_version"])

    def _client(self) -> redis.Redis:
        return redis.Redis(unix_socket_path=str(self.socket), password=self.password)


def made(name: str, folder: Folder, wire: Wire) -> FarValkey | RabbitMQ:
    """Return the broker of that name, not started."""
    return FarValkey(folder, wire) if name == "valkey" else RabbitMQ(folder, wire, HOST)
