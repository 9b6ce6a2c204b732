"""bin/test: the checks that read the code beside pytest on servers of its own.

bin/test                   every check and every test but those below
bin/test --faults          what kills, cuts off or starts everything from nothing
bin/test PYTEST ARGUMENTS  these tests alone, without the checks
"""

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
SIDE_BY_SIDE = ("-n", str(WORKERS), "--dist", "worksteal", "--durations", "8")
# Minutes of killing and starting, for what seldom breaks: `.ci/run` runs them after the others.
FAULTS = (
    "tests/faults",
    "tests/bench/test_many_hosts.py",
    "tests/marketplace/embedded/test_as_root.py",
    "tests/marketplace/embedded/test_manage.py",
    "tests/marketplace/embedded/test_supervisor.py",
)


def main(arguments: list[str]) -> int:
    began = time.monotonic()
    code = chosen(arguments)
    say(f"{time.monotonic() - began:.0f} s in all")
    return code


def chosen(arguments: list[str]) -> int:
    if arguments == ["--faults"]:
        require_tools()
        return test(*SIDE_BY_SIDE, *FAULTS)
    return test(*arguments) if arguments else check_and_test()


def test(*arguments: str) -> int:
    with test_servers() as environment:
        return run_pytest(environment, arguments)


def check_and_test() -> int:
    """The checks run beside the tests, and say what they find as soon as they do."""
    require_tools()
    with ThreadPoolExecutor(1) as aside:
        reading = aside.submit(run_checks, READING, os.environ)
        with test_servers() as environment:
            asking = aside.submit(run_checks, ASKING, environment)
            tested = run_pytest(environment, [*SIDE_BY_SIDE, *(f"--ignore={at}" for at in FAULTS)])
            checked = all([reading.result(), asking.result()])
    if not checked:
        say("A check above failed.")
    return tested or int(not checked)


def require_tools() -> None:
    for require in (require_browser, require_fuse, require_faketime):
        require()


def run_pytest(environment: Mapping[str, str], arguments: Sequence[str]) -> int:
    command = [sys.executable, "-m", "pytest", *arguments]
    return subprocess.run(command, env=environment, check=False).returncode


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Refused as reason:
        sys.exit(str(reason))
