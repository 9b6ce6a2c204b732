"""The order of the tests: the long ones first, and spread over the workers of pytest-xdist."""

from __future__ import annotations

import os
from collections.abc import Sequence
from itertools import groupby

import pytest

PROCESSES = {"cluster", "browser", "page"}  # fixtures of tests that start programs


def longest_first(items: Sequence[pytest.Item]) -> list[pytest.Item]:
    """Return the items so that each worker begins with its share of the long ones.

    `--dist worksteal` gives each worker as long a run of the list, and whoever is done early takes
    from the end of another's: so each run begins with whole modules of tests that start programs,
    and ends with those that take milliseconds.
    """
    workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    if workers == 1:
        return list(items)
    long: list[list[pytest.Item]] = [[] for _ in range(workers)]
    modules = [list(group) for _, group in groupby(filter(is_long, items), key=module_of)]
    for module in sorted(modules, key=rank):
        min(long, key=len).extend(module)
    short = [item for item in items if not is_long(item)]
    return [item for share in filled(long, short) for item in share]


def filled(long: Sequence[list[pytest.Item]], short: list[pytest.Item]) -> list[list[pytest.Item]]:
    """Return the shares, made equally long."""
    total = sum(len(share) for share in long) + len(short)
    shares: list[list[pytest.Item]] = []
    given = 0
    for number, share in enumerate(long):
        end = total * (number + 1) // len(long)
        rest = max(0, end - sum(len(made) for made in shares) - len(share))
        shares.append([*share, *short[given : given + rest]])
        given += rest
    shares[-1].extend(short[given:])
    return shares


def is_long(item: pytest.Item) -> bool:
    return bool(PROCESSES.intersection(getattr(item, "fixturenames", ())))


def module_of(item: pytest.Item) -> str:
    return item.nodeid.partition("::")[0]


def rank(module: list[pytest.Item]) -> tuple[bool, str]:
    """Journeys before all others."""
    name = module_of(module[0])
    return not name.startswith("tests/journeys/"), name
