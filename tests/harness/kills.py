"""How often the fault tests kill: once in bin/test, as often as wished in bin/bench faults."""

import os

KILLS = int(os.environ.get("FRANC_KILLS", "1"))
