"""bin/bench NAME [--json]: a table for people, or one JSON object."""

import ast
import importlib
import re
import sys
from pathlib import Path

# How the docstring of a bench begins: how it is called, and what it measures.
BENCH = re.compile(r"bin/bench (?P<name>\w+)[^:]*: (?P<measures>.+)")


def benches() -> dict[str, str]:
    """Return the name of every bench and the line that says what it measures."""
    found = {}
    for path in sorted(Path(__file__).parent.glob("[!_]*.py")):
        said = BENCH.match(ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "")
        if said and said["name"] == path.stem:
            found[path.stem] = said["measures"]
    return found


def usage(known: dict[str, str]) -> str:
    lines = (f"  {name:12}{measures}" for name, measures in known.items())
    return "\n".join(
        ["bin/bench NAME [--json]; bin/bench NAME --help says what else it takes", "", *lines]
    )


def main(arguments: list[str]) -> None:
    known = benches()
    if arguments and arguments[0] in {"-h", "--help"}:
        print(usage(known))
    elif not arguments or arguments[0] not in known:
        sys.exit(usage(known))
    else:
        importlib.import_module(f"bench.{arguments[0]}").main(arguments[1:])


if __name__ == "__main__":
    main(sys.argv[1:])
