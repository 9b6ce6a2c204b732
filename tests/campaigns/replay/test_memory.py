"""The replay's memory does not grow with the log. More lines: FRANC_REPLAY_LINES=20000,200000."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from tests.campaigns.replay.logs import click, write
from tests.harness.cluster import Cluster

FEW, MANY = map(int, os.environ.get("FRANC_REPLAY_LINES", "1100,5500").split(","))
# More than a batch in the smaller one already, so that it holds a full one.
BATCH = min(10_000, FEW * 10 // 11)
MORE = 1.02
TRIES = 4
REPLAY = """
import sys, django
from pathlib import Path
django.setup()
from django.core.management import call_command
from campaigns.replay import intake, play_log, replay_promises, write_answers
for part in (write_answers, intake, play_log, replay_promises):
    part.BATCH = int(sys.argv[3])
call_command("replay", sys.argv[1], out=Path(sys.argv[2]))
"""


def test_memory_is_flat(cluster: Cluster, tmp_path: Path) -> None:
    """A busy machine only adds to a peak: the least of some is nearest to the truth."""
    few, many = peak(cluster, tmp_path, FEW), peak(cluster, tmp_path, MANY)
    for _ in range(TRIES - 1):
        if many < MORE * few:
            break
        few = min(few, peak(cluster, tmp_path, FEW))
        many = min(many, peak(cluster, tmp_path, MANY))

    assert many < MORE * few


def peak(cluster: Cluster, tmp_path: Path, count: int) -> int:
    """Return the most memory, in MB, that the command says it held for that many clicks."""
    lines = (
        click(number, link=f"l{number % 50}", owner=f"o{number % 50}") for number in range(count)
    )
    said = in_batches(cluster, write(tmp_path / "log", lines), tmp_path / "out")
    found = re.search(r"at most (\d+) MB", said)
    assert found, said
    return int(found[1])


def in_batches(cluster: Cluster, log: Path, out: Path) -> str:
    """Run the command in a process of its own, by batches of BATCH; return what it says."""
    done = subprocess.run(
        [sys.executable, "-c", REPLAY, log, out, str(BATCH)],
        env=cluster.environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stderr
