"""A fault's line holds when all was tried, nothing lost, and work went on in time."""

from typing import Any

import pytest

from bench.faults_verdict import judge

ON = {"fsync": "on", "full_page_writes": "on", "synchronous_commit": "on"}


def report(**figures: Any) -> dict[str, Any]:
    """Of a worker killed twice, as it should be, but for `figures`."""
    return {
        "times": 2,
        "lost": 0,
        "twice": 0,
        "recovered_s": [3.0, 4.0],
        "remarks": {},
        "database": ON,
        "failed": False,
        **figures,
    }


def test_what_holds() -> None:
    result = judge("worker_killed", [report(), report()])

    assert result.held
    assert (result.times, result.lost, result.recovered) == (4, 0, [3.0, 4.0, 3.0, 4.0])


@pytest.mark.parametrize(
    "figures",
    [
        {"lost": 1},
        {"twice": 1},
        {"lost": None},
        {"failed": True},
        {"recovered_s": [3.0, 10.1]},
        {"recovered_s": [3.0]},
        {"database": {**ON, "fsync": "off"}},
        {"database": {}},
    ],
)
def test_what_does_not_hold(figures: dict[str, Any]) -> None:
    result = judge("worker_killed", [report(**figures)])

    assert not result.held


def test_a_fault_that_no_test_tried_does_not_hold() -> None:
    assert judge("worker_killed", []).why[0] == "no test tried it"
