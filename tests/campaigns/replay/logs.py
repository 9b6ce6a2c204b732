"""Click logs for the replay, and its runs."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable
from io import StringIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command

from tests.harness.cluster import Cluster

AT = 1_357_000_000
BROWSER = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like"
    " Gecko) Version/18.1 Mobile/15E148 Safari/604.1"
)


def click(number: int, **fields: Any) -> dict[str, Any]:
    """A click of a visitor of its own; a field given as None is left out."""
    stated = {
        "id": f"c{number}", "at": AT + number, "link": "spring", "owner": "lea",
        "user_agent": BROWSER, "accept_language": "fr", "ip": f"2001:db8::{number + 1:x}",
        **fields,
    }  # fmt: skip
    return {name: value for name, value in stated.items() if value is not None}


def write(path: Path, lines: Iterable[dict[str, Any] | str]) -> Path:
    path.write_text(
        "".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines)
    )
    return path


def apart(cluster: Cluster, log: Path, out: Path, **environment: str) -> str:
    """Run the command in a process of its own; return what it says."""
    done = subprocess.run(
        [sys.executable, settings.BASE_DIR / "manage.py", "replay", log, "--out", out],
        env={**cluster.environment, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stderr


def here(log: Path, out: Path) -> str:
    """Run the command in this process; return what it says. Raises CommandError."""
    said = StringIO()
    call_command("replay", str(log), out=out, stderr=said)
    return said.getvalue()


def verdicts(tmp_path: Path, lines: Iterable[dict[str, Any] | str]) -> list[dict[str, Any]]:
    """Return the verdicts on the lines."""
    out = tmp_path / "verdicts.ndjson"
    here(write(tmp_path / "log.ndjson", lines), out)
    return [json.loads(line) for line in out.read_text().splitlines()]
