"""How the redirect is started: arguments for where it listens, environment for what it needs."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

LOOPBACK = "127.0.0.1"
HERE = Path(__file__).resolve().parents[3]


@dataclass(frozen=True)
class Options:
    """What a listener must know. `database` and `site` are "" on a host that lacks them.

    `metrics_token` opens /metrics to other machines.
    """

    host: str
    port: int
    workers: int
    trust_stated_visitor: bool
    database: str
    spool: Path
    site: str
    proxies: int
    metrics_token: str


def read_options(arguments: Sequence[str] | None = None) -> Options:
    """Return the options; exits with a message when they cannot be had."""
    parser = _parser()
    given = parser.parse_args(arguments)
    if given.trust_stated_visitor and given.host != LOOPBACK:
        parser.error(f"--trust-stated-visitor listens on {LOOPBACK} only")
    return Options(
        **vars(given),
        database=os.environ.get("DATABASE_URL", ""),
        spool=Path(os.environ.get("FRANC_DATA") or HERE / ".data") / "spool",
        site=os.environ.get("SITE_BASE_URL", "").rstrip("/"),
        proxies=int(os.environ.get("TRUSTED_PROXIES") or 0),
        metrics_token=os.environ.get("METRICS_TOKEN", ""),
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m campaigns.clicks.redirect",
        description="Answers visitors of links. Reads DATABASE_URL, FRANC_DATA, SITE_BASE_URL, "
        "TRUSTED_PROXIES and METRICS_TOKEN from the environment.",
    )
    parser.add_argument("--port", type=int, default=8001)
    parser.add_argument("--host", default=LOOPBACK)
    parser.add_argument("--workers", type=int, default=1, help="processes, one a core")
    parser.add_argument(
        "--trust-stated-visitor",
        action="store_true",
        help="believe the time and address that replayed clicks state (demo, loopback only)",
    )
    return parser
