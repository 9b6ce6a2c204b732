"""A small file system in memory, in a mount namespace of its own: gone with who holds it.

Root or not: without root the namespace comes with one of users.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from marketplace.processes import die_with_parent
from tests.harness.cluster import wait_for

MOUNT = 'mount -t tmpfs -o size="$1",mode=0700 tmpfs "$0" && echo mounted && exec sleep infinity'


@contextmanager
def small_disk(folder: Path, size: int) -> Iterator[Path]:
    """Mount one of `size` bytes at `folder`; yields the path by which other processes see it."""
    folder.mkdir()
    users = () if os.geteuid() == 0 else ("--user", "--map-root-user")
    log = folder.with_suffix(".log")
    with log.open("wb") as said:
        holder = die_with_parent.start(
            ["unshare", "--mount", *users, "sh", "-c", MOUNT, os.fspath(folder), str(size)],
            log=said,
        )
    try:
        wait_for(lambda: holds(holder, log), "a small disk to be mounted")
        yield Path(f"/proc/{holder.pid}/root{folder}")
    finally:
        die_with_parent.stop(holder)


def holds(holder: subprocess.Popen[bytes], log: Path) -> bool:
    said = log.read_text()
    assert holder.poll() is None, f"a mount namespace is needed (unshare --mount): {said}"
    return "mounted" in said
