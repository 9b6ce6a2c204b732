"""The embedded broker keeps what it was given, on a private socket."""

from pathlib import Path

import redis

from marketplace.embedded.folder import Folder
from marketplace.embedded.valkey import Valkey


def test_it_keeps_what_it_acknowledged_over_a_restart(tmp_path: Path) -> None:
    server = Valkey(Folder(tmp_path).make())
    server.start()
    with redis.Redis(unix_socket_path=str(server.socket)) as client:
        client.set("kept", "yes")
    server.stop()

    server.start()

    with redis.Redis(unix_socket_path=str(server.socket)) as client:
        assert client.get("kept") == b"yes"
        assert client.config_get("maxmemory-policy") == {"maxmemory-policy": "noeviction"}
        assert client.config_get("appendfsync") == {"appendfsync": "everysec"}
    server.stop()


def test_its_socket_is_private(tmp_path: Path) -> None:
    server = Valkey(Folder(tmp_path).make())
    server.start()

    assert server.socket.stat().st_mode & 0o777 == 0o700
    server.stop()
