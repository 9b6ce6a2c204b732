"""Let a random part of a second pass before a fault is made."""

from __future__ import annotations

import random
import time


def random_moment() -> None:
    time.sleep(random.uniform(0.3, 1.3))
