"""A clock that is off, for one process: libfaketime, installed when we may."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from marketplace.embedded.speaking import say
from marketplace.processes.refused import Refused
from tests.harness.browser import apt_get

PACKAGE = "libfaketime"


def clock_off_by(minutes: int) -> dict[str, str]:
    """Names for the environment of a process whose clock shall be so far ahead.

    Raises:
        Refused: the library is missing; the message says what to install.
    """
    return {
        "LD_PRELOAD": os.fspath(require_faketime()),
        "FAKETIME": f"{minutes:+d}m",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
    }


def require_faketime() -> Path:
    """Find the library, or install it when we may.

    Raises:
        Refused: it is missing; the message says what to install.
    """
    if find() is None and os.geteuid() == 0 and shutil.which("apt-get"):
        say(f"Installing {PACKAGE}")
        apt_get("update")
        apt_get("install", "--yes", "--no-install-recommends", PACKAGE)
    found = find()
    if found is None:
        raise Refused(
            "The tests of clocks that are off need libfaketime. Install it (Debian, Ubuntu: "
            f"apt-get install {PACKAGE})."
        )
    return found


def find() -> Path | None:
    return next(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"), None)
