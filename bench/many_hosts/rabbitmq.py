"""RabbitMQ as Debian packages it, as a node of our own: its data, its cookie, its one host."""

from __future__ import annotations

import os
import secrets
import subprocess
import time
from typing import Any

from kombu import Connection, Queue
from kombu.exceptions import OperationalError

from bench.many_hosts.dead_letters import give_back_for_ever
from bench.many_hosts.rabbitmq_package import PROGRAM
from bench.many_hosts.wire import Wire
from marketplace import broker
from marketplace.embedded.folder import Folder
from marketplace.processes import die_with_parent
from marketplace.processes.refused import Refused

STARTS_WITHIN = 90  # seconds
PORT = 5672
USER = "franc"
CONFIGURATION = """
listeners.tcp.1 = {address}:{port}
default_user = {user}
default_pass = {password}
loopback_users = none
disk_free_limit.absolute = 50MB
log.file.level = warning
"""


class RabbitMQ:
    """One node on a host. A production has three: a quorum queue lives as long as two of them."""

    name = "broker"

    def __init__(self, folder: Folder, wire: Wire, host: str) -> None:
        self.folder = folder
        self.wire = wire
        self.host = host
        self.address = wire.addresses[host]
        self.password = secrets.token_urlsafe(16)
        self.log = folder.logs / "rabbitmq.log"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the node.

        Raises:
            Refused: it ended at once or does not answer.
        """
        root = self.folder.root
        (root / "rabbitmq.conf").write_text(
            CONFIGURATION.format(address=self.address, port=PORT, user=USER, password=self.password)
        )
        (root / "plugins").write_text("[].\n")
        with self.log.open("ab") as log:
            command = self.wire.on(self.host, [PROGRAM])
            self.process = die_with_parent.start(command, log=log, env=self.environment())
        deadline = time.monotonic() + STARTS_WITHIN
        while not self.answers():
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise Refused(f"RabbitMQ does not start:\n{self.log.read_text()[-2000:]}")
            time.sleep(0.3)

    def environment(self) -> dict[str, str]:
        root = self.folder.root
        return {
            "PATH": os.environ["PATH"],
            "LC_ALL": "C.UTF-8",
            "HOME": os.fspath(root),  # where its cookie is
            "RABBITMQ_NODENAME": "franc@localhost",
            "RABBITMQ_CONFIG_FILE": os.fspath(root / "rabbitmq.conf"),
            "RABBITMQ_CONF_ENV_FILE": os.fspath(root / "no-such-file"),
            "RABBITMQ_ENABLED_PLUGINS_FILE": os.fspath(root / "plugins"),
            "RABBITMQ_MNESIA_BASE": os.fspath(root / "mnesia"),
            "RABBITMQ_LOG_BASE": os.fspath(self.folder.logs),
            "ERL_EPMD_ADDRESS": "127.0.0.1",
        }

    def answers(self) -> bool:
        try:
            with self._connection() as connection:
                connection.connect()
        except (OperationalError, OSError):
            return False
        return True

    def far_url(self) -> str:
        """The address for the other hosts."""
        return f"amqp://{USER}:{self.password}@{self.address}:{PORT}//"

    def left(self) -> dict[str, int]:
        """Messages that wait, and that were given up."""
        names = {"waiting": broker.QUEUE, "dead": broker.DEAD}
        with self._connection() as connection, connection.channel() as channel:
            found: dict[str, Any] = {
                what: Queue(name, channel=channel).queue_declare(passive=True)
                for what, name in names.items()
            }
        return {what: declared.message_count for what, declared in found.items()}

    def proof(self) -> dict[str, int]:
        """How what is never done ends."""
        return give_back_for_ever(self.far_url())

    def version(self) -> str:
        with self._connection() as connection:
            connection.connect()
            return str(connection.connection.server_properties["version"])

    def _connection(self) -> Connection:
        return Connection(self.far_url(), connect_timeout=20)

    def stop(self) -> None:
        if self.process is not None:
            die_with_parent.stop(self.process)
            self.process = None
