"""The site's server: granian on a port of its own, four threads a process.

    python -m marketplace.site --port 8000 [--host 0.0.0.0] [--workers 2]

It refuses to start where somebody listens (marketplace/ports/own_port.py).
"""

from __future__ import annotations

import argparse
import os
from functools import partial
from typing import Any

from granian.constants import Interfaces
from granian.server import Server

from marketplace.ports import own_port
from marketplace.processes.die_with_parent import end_with_server

THREADS = 4
STOPS_WITHIN = 5  # seconds


def main() -> None:
    options = read_options()
    own_port.take_or_exit(options.host, options.port)
    server = Server(
        "marketplace.wsgi:application",
        address=options.host,
        port=options.port,
        workers=options.workers,
        interface=Interfaces.WSGI,
        blocking_threads=THREADS,
        workers_kill_timeout=STOPS_WITHIN,
        websockets=False,
    )
    server.serve(target_loader=partial(begin, os.getpid()), wrap_loader=False)


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m marketplace.site", description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--workers", type=int, default=1, help="processes, one a core")
    return parser.parse_args()


def begin(parent: int) -> Any:
    """Load Django in this process."""
    end_with_server(parent)
    from marketplace.wsgi import application

    return application


if __name__ == "__main__":
    main()
