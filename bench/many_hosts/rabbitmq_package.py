"""RabbitMQ is installed from Debian when it is missing, and never started as a service."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from marketplace.processes.refused import Refused

PACKAGE = "rabbitmq-server"
# Not the one on PATH: that one insists on being the service.
PROGRAM = Path("/usr/lib/rabbitmq/bin/rabbitmq-server")
REFUSE_TO_START = "#!/bin/sh\nexit 101\n"
POLICY = Path("/usr/sbin/policy-rc.d")


def require_rabbitmq() -> None:
    """Find RabbitMQ, or install it when we may.

    Raises:
        Refused: there is none; the message says what to install.
    """
    if not PROGRAM.exists() and os.geteuid() == 0 and shutil.which("apt-get"):
        install()
    if not PROGRAM.exists():
        raise Refused(
            f"RabbitMQ is missing. Install it (Debian, Ubuntu: apt-get install {PACKAGE})"
        )


def install() -> None:
    """Install the package without its service: Debian starts what it installs, unless refused."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    ours = not POLICY.exists()
    if ours:
        POLICY.write_text(REFUSE_TO_START)
        POLICY.chmod(0o755)
    try:
        for act in (["update"], ["install", "--yes", "--no-install-recommends", PACKAGE]):
            subprocess.run(["apt-get", "--quiet", "--quiet", *act], env=environment, check=False)
    finally:
        if ours:
            POLICY.unlink()
    if shutil.which("systemctl"):  # nor at the next start of the machine
        command = ["systemctl", "disable", "--quiet", PACKAGE]
        subprocess.run(command, check=False, capture_output=True)
