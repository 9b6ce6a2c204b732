"""Finds a Chromium; without one the browser tests fail, they are never skipped."""

import os
import shutil
import subprocess

from marketplace.embedded.speaking import say
from marketplace.processes.refused import Refused

NAMES = ("chromium", "chromium-headless-shell")
PACKAGES = ("chromium-headless-shell", "libatomic1", "fonts-dejavu-core")
QUIET = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def browser_path() -> str | None:
    """The program to start: chromium, chromium-headless-shell, $CHROMIUM; None without one."""
    named = os.environ.get("CHROMIUM")
    found = (shutil.which(name) for name in (*NAMES, *([named] if named else [])))
    return next((path for path in found if path), None)


def browser_flags() -> list[str]:
    """Nothing of a browser's own traffic; root has no sandbox."""
    return [*QUIET, *(["--no-sandbox"] if os.geteuid() == 0 else [])]


def require_browser() -> None:
    """Find a browser, or install one when we may.

    Raises:
        Refused: there is none; the message says what to install.
    """
    if browser_path() is None and os.geteuid() == 0 and shutil.which("apt-get"):
        say(f"Installing {', '.join(PACKAGES)}")
        apt_get("update")
        apt_get("install", "--yes", "--no-install-recommends", *PACKAGES)
    if browser_path() is None:
        raise Refused(
            f"The browser tests need Chromium. Install it (Debian, Ubuntu: apt-get install "
            f"{' '.join(PACKAGES)}), or name it: CHROMIUM=/path/to/chromium bin/test"
        )


def apt_get(*arguments: str) -> None:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "--quiet", "--quiet", *arguments], env=environment, check=False)
