"""The environment, read in one place: names are the README's, nothing else is configurable."""

from pathlib import Path

import environ

env = environ.Env()
BASE_DIR = Path(__file__).resolve().parents[2]
# Set by bin/run and bin/manage: one machine, plain http, nothing reachable from outside.
EMBEDDED: bool = env.bool("FRANC_EMBEDDED", default=False)
FRANC_DATA = Path(env.str("FRANC_DATA", default=str(BASE_DIR / ".data")))
