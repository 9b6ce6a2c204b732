"""bin/run: the whole of Franc on this machine, until Ctrl-C."""

import argparse
import sys

from marketplace.embedded.folder import Folder
from marketplace.embedded.supervisor import Supervisor
from marketplace.ports.port_numbers import DEFAULT_PORT, Ports
from marketplace.processes.refused import Refused


def main() -> int:
    parser = argparse.ArgumentParser(prog="bin/run", description="Run Franc on this machine.")
    parser.add_argument(
        "--port", type=int, default=DEFAULT_PORT, help="of the site; the links take the next one"
    )
    parser.add_argument("--no-demo", action="store_true", help="leave an empty database empty")
    chosen = parser.parse_args()
    folder = Folder.from_environment().make()
    try:
        Supervisor(folder, Ports(chosen.port), with_demo=not chosen.no_demo).run()
    except Refused as reason:
        print(reason, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
