"""The replay's memory does not grow with the log. More lines: FRANC_REPLAY_LINES=20000,200000."""

from __future__ import annotations

import os
import re
from pathlib import Path

from tests.campaigns.replay.logs import apart, click, write
from tests.harness.cluster import Cluster

# More than a batch in the smaller one already.
FEW, MANY = map(int, os.environ.get("FRANC_REPLAY_LINES", "11000,22000").split(","))
MORE = 1.10


def test_memory_is_flat(cluster: Cluster, tmp_path: Path) -> None:
    assert peak(cluster, tmp_path, MANY) < MORE * peak(cluster, tmp_path, FEW)


def peak(cluster: Cluster, tmp_path: Path, count: int) -> int:
    """Return the most memory, in MB, that the command says it held for that many clicks."""
    lines = (
        click(number, link=f"l{number % 50}", owner=f"o{number % 50}") for number in range(count)
    )
    said = apart(cluster, write(tmp_path / "log", lines), tmp_path / "out")
    found = re.search(r"at most (\d+) MB", said)
    assert found, said
    return int(found[1])
