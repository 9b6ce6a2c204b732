"""Mounts the disk that loses what was not synced, and pulls its plug."""

from __future__ import annotations

import ctypes.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Literal

from marketplace.embedded.speaking import say
from marketplace.processes import die_with_parent
from marketplace.processes.programs import ROOT
from marketplace.processes.refused import Refused
from tests.harness.browser import apt_get
from tests.harness.cluster import wait_for
from tests.harness.unsynced import PLUG

UNMOUNTED_WITHIN = 5  # seconds
PACKAGES = ("fuse3", "libfuse3-3")


class Disk:
    """A mounted one."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def pull_the_plug(self, left: Literal["nothing", "some"]) -> None:
        """Of what was not synced, nothing or some had reached the disk."""
        os.setxattr(self.folder, PLUG, left.encode())


@contextmanager
def disk(folder: Path, begins_with: Path | None = None) -> Iterator[Disk]:
    """Mount one at `folder`, with what another folder holds."""
    require_fuse()
    folder.mkdir(parents=True, exist_ok=True)
    more = [os.fspath(begins_with)] if begins_with else []
    command = [sys.executable, "-m", "tests.harness.dropping_disk", os.fspath(folder), *more]
    process = die_with_parent.start(command, env={**os.environ, "PYTHONPATH": os.fspath(ROOT)})
    try:
        wait_for(lambda: alive(process) and folder.is_mount(), "the disk to be mounted")
        yield Disk(folder)
    finally:
        unmount(folder)
        with suppress(subprocess.TimeoutExpired):
            process.wait(UNMOUNTED_WITHIN)
        die_with_parent.stop(process)


def alive(process: subprocess.Popen[bytes]) -> bool:
    assert process.poll() is None, "the disk cannot be mounted: is there a /dev/fuse?"
    return True


def unmount(folder: Path) -> None:
    subprocess.run(["fusermount3", "-u", "-z", folder], check=False, capture_output=True)


def require_fuse() -> None:
    """Find what mounts file systems of one's own, or install it when we may.

    Raises:
        Refused: it is missing; the message says what to install.
    """
    if not has_fuse() and os.geteuid() == 0 and shutil.which("apt-get"):
        say(f"Installing {', '.join(PACKAGES)}")
        apt_get("update")
        apt_get("install", "--yes", "--no-install-recommends", *PACKAGES)
    if not has_fuse():
        raise Refused(
            "The tests of a power cut need FUSE 3. Install it (Debian, Ubuntu: apt-get install "
            f"{' '.join(PACKAGES)})."
        )


def has_fuse() -> bool:
    library = ctypes.util.find_library("fuse3") or ctypes.util.find_library("fuse")
    return shutil.which("fusermount3") is not None and library is not None
