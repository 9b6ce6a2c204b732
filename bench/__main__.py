"""bin/bench NAME [--json]: a table for people, or one JSON object."""

import importlib
import sys
from pathlib import Path

NOT_BENCHES = {"__init__", "__main__"}


def main(arguments: list[str]) -> None:
    names = sorted(
        path.stem for path in Path(__file__).parent.glob("*.py") if "def main(" in path.read_text()
    )
    names = [name for name in names if name not in NOT_BENCHES]
    if not arguments or arguments[0] not in names:
        sys.exit(f"bin/bench NAME [--json], where NAME is one of: {', '.join(names)}")
    importlib.import_module(f"bench.{arguments[0]}").main(arguments[1:])


if __name__ == "__main__":
    main(sys.argv[1:])
