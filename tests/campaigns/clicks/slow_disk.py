"""A redirect whose disk says "done" only when the file SLOW_DISK_PERMIT is there."""

import os
import time
from functools import partial
from pathlib import Path

from campaigns.clicks.recording import recorder
from campaigns.clicks.redirect import listener_options, serve_listener
from campaigns.clicks.redirect.answer_visitors import Listener

PERMIT = Path(os.environ["SLOW_DISK_PERMIT"])


def sync_when_permitted(file: int) -> None:
    while not PERMIT.exists():
        time.sleep(0.01)
    os.fdatasync(file)


if __name__ == "__main__":
    recorder.STUCK_AFTER = 240.0  # a busy machine is no stuck disk
    serve_listener.serve(
        listener_options.read_options(), partial(Listener, sync=sync_when_permitted)
    )
