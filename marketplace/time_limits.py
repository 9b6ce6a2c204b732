"""The time limits of statements, locks and idle transactions, for each kind of program.

A page gives up soon and says so; a worker's statement may last as long as its task and no longer,
so that a killed child leaves none behind; a migration waits seconds for its lock and tries again.
Commands that nobody named here (audit, replay, backup, shell) have no limits. DATABASE_TIME_LIMITS
changes single ones: {"site": {"statement_timeout": "20s"}}.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping

STATEMENT = "statement_timeout"
LOCK = "lock_timeout"
IDLE = "idle_in_transaction_session_timeout"
NAME = "DATABASE_TIME_LIMITS"

LIMITS: dict[str, dict[str, str]] = {
    "site": {STATEMENT: "15s", LOCK: "3s", IDLE: "30s"},
    # Tasks are ended after 540 s, softly.
    "worker": {STATEMENT: "540s", LOCK: "30s", IDLE: "540s"},
    # Its transaction is open while the broker answers.
    "relay": {STATEMENT: "30s", LOCK: "10s", IDLE: "120s"},
    "ship": {STATEMENT: "60s", LOCK: "10s", IDLE: "60s"},
    "links": {STATEMENT: "30s", LOCK: "2s", IDLE: "30s"},
    "migrate": {LOCK: "3s"},
}


def of(program: str, environment: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Return the limits of a kind of program, with those that the environment names.

    Raises ValueError for a program or a limit that does not exist: a slip would limit nothing.
    """
    named: dict[str, dict[str, str]] = json.loads(environment.get(NAME) or "{}")
    for kind, limits in named.items():
        if kind not in LIMITS or not {STATEMENT, LOCK, IDLE}.issuperset(limits):
            raise ValueError(f"{NAME}: no such limit: {kind} {limits}")
    return LIMITS[program] | named.get(program, {})


def options(program: str, environment: Mapping[str, str] = os.environ) -> str:
    """Return them as libpq's `options`, with which a connection begins.

    With them goes the name by which pg_stat_activity knows it: franc-site and so on.
    """
    begins = {"application_name": f"franc-{program}"} | of(program, environment)
    return " ".join(f"-c {name}={value}" for name, value in begins.items())
