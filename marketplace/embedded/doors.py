"""Check the two TCP ports: free before the start, answering after it."""

from contextlib import closing
from http.client import HTTPConnection, HTTPException

from marketplace.ports import own_port
from marketplace.ports.port_numbers import Ports
from marketplace.processes.programs import HOST
from marketplace.processes.refused import Refused


def refuse_busy(ports: Ports) -> None:
    """Say so when a port is taken, before anything is started.

    Raises:
        Refused: with the way to choose another.
    """
    for port in (ports.site, ports.links):
        trouble = trouble_with(port)
        if trouble:
            raise Refused(
                f"Port {port} {trouble}. Franc needs two in a row; choose others with: "
                f"bin/run --port {ports.site + 100}"
            )


def trouble_with(port: int) -> str:
    """What keeps us from a port, "" when it can be had."""
    try:
        if own_port.is_taken(HOST, port):
            return f"is taken by {own_port.who_serves(HOST, port)}"
    except (OSError, OverflowError) as error:
        return f"cannot be had: {error}"
    return ""


def page_served(port: int, path: str = "/") -> bool:
    """Whether a page comes from there, whichever it is."""
    with closing(HTTPConnection(HOST, port, timeout=10)) as client:
        try:
            client.request("GET", path)
            return client.getresponse().status < 500
        except (OSError, HTTPException):
            return False
