"""bin/bench simulate --seed N --log LOG --truth FILE: labelled traffic, for looking at it."""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from bench.traffic.columns import KINDS


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="bin/bench simulate", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--log", type=Path, required=True, help="NDJSON, to be replayed")
    parser.add_argument("--truth", type=Path, required=True, help="NDJSON, what each click is")
    options = parser.parse_args(arguments)
    from bench.traffic import generating, writing

    traffic = generating.generate(options.seed)
    writing.write(traffic, options.seed, options.log, options.truth)
    counts = Counter(KINDS[kind] for kind in traffic.clicks.kind.tolist())
    for kind in KINDS:
        print(f"{kind:<10}{counts[kind]:>10,}")
