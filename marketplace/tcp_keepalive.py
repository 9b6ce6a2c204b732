"""TCP keepalive: after how many seconds of silence a connection is given up.

A host that is cut off closes no connection: whoever waits for its answer waits for a quarter of an
hour, and a server keeps the locks of a client that is gone for two hours (tcp(7)). Here both sides
of every connection give up in half a minute, so that work goes on elsewhere by itself.
"""

from __future__ import annotations

import socket
from typing import Any

CONNECT_WITHIN = 4  # seconds
UNHEARD = 15  # seconds that what was sent may stay unconfirmed
IDLE, EVERY, PROBES = 10, 5, 3  # seconds of rest, seconds between probes, probes without an answer

# libpq's parameters (PostgreSQL documentation, 34.1.2): how a client notices its server.
CLIENT: dict[str, int] = {
    "connect_timeout": CONNECT_WITHIN,
    "keepalives_idle": IDLE,
    "keepalives_interval": EVERY,
    "keepalives_count": PROBES,
    "tcp_user_timeout": UNHEARD * 1000,
}
# Settings of the server for this client's session (19.3.2): how it notices that we are gone, rolls
# back and lets go of our locks.
SESSION = {
    "tcp_keepalives_idle": f"{IDLE}s",
    "tcp_keepalives_interval": f"{EVERY}s",
    "tcp_keepalives_count": str(PROBES),
    "tcp_user_timeout": f"{UNHEARD}s",
    # One that computes for us looks up now and then, too.
    "client_connection_check_interval": f"{IDLE}s",
}
# The same of a socket, by names of tcp(7), for the clients of brokers.
SOCKET: dict[int, int] = {
    socket.TCP_KEEPIDLE: IDLE,
    socket.TCP_KEEPINTVL: EVERY,
    socket.TCP_KEEPCNT: PROBES,
    socket.TCP_USER_TIMEOUT: UNHEARD * 1000,
}


def libpq() -> dict[str, Any]:
    """Return the parameters for psycopg2.connect(), beside the address."""
    session = " ".join(f"-c {name}={value}" for name, value in SESSION.items())
    return {**CLIENT, "options": session}
