"""bin/test: the checks that read the code beside pytest on servers of its own."""

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

from marketplace.embedded.speaking import say
from marketplace.processes.refused import Refused
from tests.harness.browser import require_browser
from tests.harness.checks import ASKING, READING, run_checks
from tests.harness.faked_clock import require_faketime
from tests.harness.plug import require_fuse
from tests.harness.servers import test_servers

# More than cores, for tests that need real processes mostly wait: for a page, a clock, a timeout.
WORKERS = 2 * (os.cpu_count() or 1)
# worksteal: tests differ much in length
ALL = ("-n", str(WORKERS), "--dist", "worksteal", "--durations", "8")


def main(arguments: list[str]) -> int:
    began = time.monotonic()
    code = test(*arguments) if arguments else check_and_test()
    say(f"{time.monotonic() - began:.0f} s in all")
    return code


def test(*arguments: str) -> int:
    with test_servers() as environment:
        return run_pytest(environment, arguments)


def check_and_test() -> int:
    """The checks run beside the tests, and say what they find as soon as they do."""
    for require in (require_browser, require_fuse, require_faketime):
        require()
    with ThreadPoolExecutor(1) as aside:
        reading = aside.submit(run_checks, READING, os.environ)
        with test_servers() as environment:
            asking = aside.submit(run_checks, ASKING, environment)
            tested = run_pytest(environment, ALL)
            checked = all([reading.result(), asking.result()])
    if not checked:
        say("A check above failed.")
    return tested or int(not checked)


def run_pytest(environment: Mapping[str, str], arguments: Sequence[str]) -> int:
    command = [sys.executable, "-m", "pytest", *arguments]
    return subprocess.run(command, env=environment, check=False).returncode


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Refused as reason:
        sys.exit(str(reason))
