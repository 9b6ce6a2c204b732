"""One request to one checked address, with one limit of time for everything it does."""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Lock, Timer

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.response import BaseHTTPResponse

from marketplace.fetching.addresses import Address
from marketplace.fetching.target import Target

HEADERS = {
    "User-Agent": "Franc-Check/1.0 (+landing page check)",
    "Accept": "text/html,*/*;q=0.5",
    "Accept-Encoding": "gzip, deflate",
    "Connection": "close",
}


class Deadline:
    """The end of a fetch. A timeout of a socket counts from byte to byte: who drips has all day.

    So a timer cuts whatever connection is open when the time is over, mid-handshake too.
    """

    def __init__(self, seconds: float) -> None:
        self._ends = time.monotonic() + seconds
        self._lock = Lock()
        self._open: socket.socket | None = None
        self._timer = Timer(seconds, self._cut)
        self._timer.daemon = True
        self._timer.start()

    @property
    def left(self) -> float:
        """Seconds until the end, never below 0."""
        return max(self._ends - time.monotonic(), 0.0)

    @property
    def over(self) -> bool:
        return self.left <= 0

    def watch(self, opened: socket.socket) -> None:
        """Cut this one at the end. A copy is kept: TLS takes the socket itself apart."""
        self.let_go()
        with self._lock:
            self._open = opened.dup()

    def let_go(self) -> None:
        with self._lock:
            if self._open is not None:
                self._open.close()
            self._open = None

    def close(self) -> None:
        self._timer.cancel()
        self.let_go()

    def _cut(self) -> None:
        with self._lock, suppress(OSError):
            if self._open is not None:
                self._open.shutdown(socket.SHUT_RDWR)


class _Pinned:
    """A connection to `address`; its name stays the name, for Host, SNI and the certificate."""

    address: Address
    deadline: Deadline
    port: int

    def _new_conn(self) -> socket.socket:
        place = (str(self.address), self.port)
        opened = socket.create_connection(place, timeout=max(self.deadline.left, 0.001))
        self.deadline.watch(opened)
        return opened


class PinnedHTTP(_Pinned, HTTPConnection):
    pass


class PinnedHTTPS(_Pinned, HTTPSConnection):
    pass


@contextmanager
def ask(
    where: Target, address: Address, deadline: Deadline, trust: ssl.SSLContext
) -> Iterator[BaseHTTPResponse]:
    """Send one GET and give the answer, its body unread.

    Raises OSError, ssl.SSLError, and what http.client and urllib3 raise of a broken answer.
    """
    connection = _connection(where, trust)
    connection.address, connection.deadline = address, deadline
    try:
        connection.request("GET", where.path, headers=HEADERS, preload_content=False)
        yield connection.getresponse()
    finally:
        connection.close()
        deadline.let_go()


def _connection(where: Target, trust: ssl.SSLContext) -> PinnedHTTP | PinnedHTTPS:
    if where.scheme == "http":
        return PinnedHTTP(where.host, where.port)
    return PinnedHTTPS(where.host, where.port, ssl_context=trust)
