"""bin/manage starts the servers, makes the tables, and stops what it started."""

import os
import subprocess
from pathlib import Path

from marketplace.processes.programs import ROOT
from tests.marketplace.embedded.running_processes import commands_naming

NAMED_ELSEWHERE = ("DATABASE_URL", "DATABASE_OWNER_URL", "CELERY_BROKER_URL", "CACHE_URL")


def run(data: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    environment = {k: v for k, v in os.environ.items() if k not in NAMED_ELSEWHERE}
    return subprocess.run(
        [ROOT / "bin" / "manage", *arguments],
        env={**environment, "FRANC_DATA": str(data)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_first_command_finds_tables_and_leaves_nothing_running(tmp_path: Path) -> None:
    counting = "from marketplace.models import Heartbeat; print(Heartbeat.objects.count())"

    done = run(tmp_path, "shell", "--no-imports", "-c", counting)

    assert done.stdout.split() == ["0"], done.stderr
    assert commands_naming(tmp_path) == []
