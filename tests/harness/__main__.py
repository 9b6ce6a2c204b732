"""bin/test: the checks that read the code, then pytest on servers of its own."""

import subprocess
import sys
import time

from marketplace.embedded.refusals import Refused
from marketplace.embedded.speaking import say
from tests.harness.browser import require_browser
from tests.harness.checks import run_checks
from tests.harness.faked_clock import require_faketime
from tests.harness.plug import require_fuse
from tests.harness.servers import test_servers

# worksteal: tests differ much in length
ALL = ("-n", "auto", "--dist", "worksteal", "--durations", "8")


def main(arguments: list[str]) -> int:
    began = time.monotonic()
    with test_servers() as environment:
        checked = True
        if not arguments:
            for require in (require_browser, require_fuse, require_faketime):
                require()
            checked = run_checks(environment)
        command = [sys.executable, "-m", "pytest", *(arguments or ALL)]
        tested = subprocess.run(command, env=environment, check=False).returncode
    say(f"{time.monotonic() - began:.0f} s in all")
    if not checked:
        say("A check above failed.")
    return tested or int(not checked)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Refused as reason:
        sys.exit(str(reason))
