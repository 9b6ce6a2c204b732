"""A server that tries every trick on who fetches from it: real sockets, on loopback."""

from __future__ import annotations

import gzip
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

HERE, INSIDE = "127.0.0.1", "127.0.0.2"  # what the tests call public, and what they call private

LASTING = 400  # bytes, one every 50 ms: 20 s


class Tricks(BaseHTTPRequestHandler):
    """The path names the trick; what was asked is kept on the server."""

    protocol_version = "HTTP/1.1"
    server: TrickServer

    def do_GET(self) -> None:
        self.server.asked.append((self.path, dict(self.headers)))
        trick: Callable[[], None] = getattr(self, self.path.split("?")[0].strip("/") or "page")
        trick()

    def page(self) -> None:
        self.answer(200, b"<p>Bonjour</p>", {"Content-Type": "text/html", "Set-Cookie": "a=b"})

    def gone(self) -> None:
        self.answer(404, b"Nothing here")

    def once(self) -> None:
        self.redirect("/page")

    def thrice(self) -> None:
        self.redirect("/twice")

    def twice(self) -> None:
        self.redirect("/once")

    def loop(self) -> None:
        self.redirect("/loop")

    def inside(self) -> None:
        self.redirect(f"http://{INSIDE}:{self.port}/page")

    def metadata(self) -> None:
        self.redirect("http://169.254.169.254/latest/meta-data/")

    def file(self) -> None:
        self.redirect("file:///etc/passwd")

    def broken(self) -> None:
        self.redirect("http://[::1")

    def endless(self) -> None:
        self.head(200, {})
        while True:
            self.wfile.write(b"x" * 65_536)

    def bomb(self) -> None:
        self.answer(200, gzip.compress(b"\0" * 20_000_000), {"Content-Encoding": "gzip"})

    def small(self) -> None:
        self.answer(200, gzip.compress(b"small"), {"Content-Encoding": "gzip"})

    def drip(self) -> None:
        """A byte from time to time, sooner than a socket's patience ends, without a length."""
        self.head(200, {"Connection": "close"})
        for _ in range(LASTING):
            self.wfile.write(b".")
            time.sleep(0.05)

    def drip_head(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        for _ in range(LASTING):
            self.wfile.write(b"x")
            time.sleep(0.05)

    def silent(self) -> None:
        time.sleep(20)

    def nonsense(self) -> None:
        self.wfile.write(b"SSH-2.0-OpenSSH_9.2\r\n")
        self.close_connection = True

    @property
    def port(self) -> int:
        return int(self.server.server_address[1])

    def redirect(self, where: str) -> None:
        self.answer(302, b"", {"Location": where})

    def answer(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.head(status, {"Content-Length": str(len(body)), **(headers or {})})
        self.wfile.write(body)

    def head(self, status: int, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, *said: object) -> None:
        """The tests say what matters."""


class TrickServer(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, address: tuple[str, int]) -> None:
        super().__init__(address, Tricks)
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.names: list[str | None] = []  # what TLS was asked for

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def handle_error(self, request: object, client_address: object) -> None:
        """Whoever fetches hangs up on most tricks."""


@contextmanager
def serving(
    host: str = HERE, port: int = 0, certificate: ssl.SSLContext | None = None
) -> Iterator[TrickServer]:
    server = TrickServer((host, port))
    if certificate:
        certificate.sni_callback = lambda _socket, name, _context: server.names.append(name)
        server.socket = certificate.wrap_socket(
            server.socket, server_side=True, do_handshake_on_connect=False
        )
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
