"""A redirect whose disk says "done" only when the file SLOW_DISK_PERMIT is there."""

import os
import time
from functools import partial
from pathlib import Path

from campaigns.clicks import listener_options, recording, serving
from campaigns.clicks.redirect import Listener

PERMIT = Path(os.environ["SLOW_DISK_PERMIT"])


def sync_when_permitted(file: int) -> None:
    while not PERMIT.exists():
        time.sleep(0.01)
    os.fdatasync(file)


if __name__ == "__main__":
    recording.STUCK_AFTER = 240.0  # a busy machine is no stuck disk
    serving.serve(listener_options.read(), partial(Listener, sync=sync_when_permitted))
