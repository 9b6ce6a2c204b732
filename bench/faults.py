"""bin/bench faults [--kills N]: the fault tests of bin/test, with N kills each instead of one."""

import argparse
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TESTS = ("tests/faults", "tests/campaigns/clicks/test_faults.py")


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="bin/bench faults", description=__doc__)
    parser.add_argument("--kills", type=int, default=20, help="of each program, at random moments")
    kills = parser.parse_args(arguments).kills
    done = subprocess.run(
        [ROOT / "bin" / "test", *TESTS, "-v", "--durations", "0"],
        env={**os.environ, "FRANC_KILLS": str(kills)},
        check=False,
    )
    sys.exit(done.returncode)
