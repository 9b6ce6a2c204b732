"""Run a listener under granian: one process a core, started again when one dies."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import partial
from typing import Any

import structlog
from granian.constants import HTTPModes, Interfaces, Loops, RuntimeModes
from granian.http import HTTP1Settings
from granian.server import Server

from campaigns.clicks.redirect.listener_options import Options
from marketplace.ports import own_port
from marketplace.processes import die_with_parent

BACKLOG = 4_096
MOST_AT_ONCE = 2_000  # requests under way in a process, and by that the largest group
LONGEST_HEAD = 32 << 10  # bytes of a request's first line and headers
STOPS_WITHIN = 10  # seconds


def serve(options: Options, listener: Callable[[Options], Any]) -> None:
    """Answer on the options' address until SIGTERM or SIGINT; exits where somebody does."""
    own_port.take_or_exit(options.host, options.port)
    server = Server(
        "campaigns.clicks.redirect",
        address=options.host,
        port=options.port,
        workers=options.workers,
        interface=Interfaces.RSGI,
        runtime_mode=RuntimeModes.st,
        loop=Loops.uvloop,
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(max_buffer_size=LONGEST_HEAD),
        websockets=False,
        backlog=BACKLOG,
        backpressure=MOST_AT_ONCE,
        respawn_failed_workers=True,
        respawn_interval=0.1,
        workers_kill_timeout=STOPS_WITHIN,
    )
    server.serve(
        target_loader=partial(begin_listener, options, listener, os.getpid()), wrap_loader=False
    )


def begin_listener(options: Options, listener: Callable[[Options], Any], parent: int) -> Any:
    """Make the listener of this process."""
    die_with_parent.end_with_server(parent)
    die_with_parent.put_off_ending()
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    return listener(options)
