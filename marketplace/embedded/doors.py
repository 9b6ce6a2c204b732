"""The two TCP ports: free before we start, answering after."""

import socket
from contextlib import closing
from http.client import HTTPConnection, HTTPException

from marketplace.processes.ports import Ports
from marketplace.processes.programs import HOST
from marketplace.processes.refused import Refused


def refuse_busy(ports: Ports) -> None:
    """Say so when a port is taken, before anything is started.

    Raises:
        Refused: with the way to choose another.
    """
    for port in (ports.site, ports.links):
        if not is_free(port):
            other = ports.site + 100
            raise Refused(
                f"Port {port} is taken by another program. Franc needs two in a row; choose "
                f"others with: bin/run --port {other}"
            )


def is_free(port: int) -> bool:
    with socket.socket() as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind((HOST, port))
        except (OSError, OverflowError):
            return False
    return True


def page_served(port: int, path: str = "/") -> bool:
    """Whether a page comes from there, whichever it is."""
    with closing(HTTPConnection(HOST, port, timeout=10)) as client:
        try:
            client.request("GET", path)
            return client.getresponse().status < 500
        except (OSError, HTTPException):
            return False
