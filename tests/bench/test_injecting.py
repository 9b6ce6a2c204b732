"""Fraud injected into a real log: labelled apart, and like the log to look at."""

from __future__ import annotations

import gzip
import json
import random
from pathlib import Path

from bench import injecting

OWNERS, CLICKS = 300, 6_000
START, LENGTH = 1_357_000_000, 10 * 86_400
AGENTS = ("Mozilla/5.0 (Windows NT 6.1) Firefox/17.0", "Mozilla/5.0 (iPhone) Safari/8536.25")


def test_injected_clicks_look_like_the_log_and_are_labelled(tmp_path: Path) -> None:
    source = log(tmp_path / "log.ndjson.gz")

    injecting.inject(source, 1, tmp_path / "mixed", tmp_path / "truth")

    lines = [json.loads(line) for line in (tmp_path / "mixed").open()]
    kinds = {one["id"]: one["kind"] for one in map(json.loads, (tmp_path / "truth").open())}
    added = [line for line in lines if kinds[line["id"]] != "real"]
    assert len(lines) - len(added) == CLICKS
    assert {kinds[line["id"]] for line in added} == {"ring", "camouflage", "incited", "script"}
    assert {line["user_agent"] for line in added} <= set(AGENTS)
    assert {key for line in added for key in line} - set(lines[0]) <= {"clicker"}
    assert [line["at"] for line in lines] == sorted(line["at"] for line in lines)


def test_a_log_is_left_as_it_was(tmp_path: Path) -> None:
    source = log(tmp_path / "log.ndjson.gz")

    injecting.leave(source, tmp_path / "alone", tmp_path / "truth")

    with gzip.open(source) as packed:
        assert [json.loads(line) for line in packed] == [
            json.loads(line) for line in (tmp_path / "alone").open()
        ]


def log(path: Path) -> Path:
    """Write a log of the shape of a real one."""
    chance = random.Random(1)
    with gzip.open(path, "wt") as lines:
        for number in range(CLICKS):
            owner = chance.randrange(OWNERS)
            posted = START + owner * LENGTH // OWNERS // 2
            at = posted + chance.randrange(LENGTH // 3)
            line = {
                "id": f"{number}", "at": at, "link": f"l{owner}", "owner": f"o{owner}",
                "posted_at": posted, "user_agent": chance.choice(AGENTS), "referrer": "",
                "accept_language": "en", "country": "US", "visitor": f"v{chance.randrange(4000)}",
            }  # fmt: skip
            lines.write(json.dumps(line) + "\n")
    return path
