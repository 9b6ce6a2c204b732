"""The faults that Franc survives, each with how often the bench does it and what is promised.

A test in tests/faults/ says by `@pytest.mark.fault(name=...)` which line it tries. bin/test does
each the fewest times that prove something, `bin/bench faults` as often as is written here.
"""

from __future__ import annotations

from typing import NamedTuple


class Line(NamedTuple):
    """One fault.

    Args:
        what: is done.
        times: in the bench.
        within: seconds in which work must go on again, None where nothing stops.
        short: times in bin/test.
    """

    what: str
    times: int
    within: float | None = None
    short: int = 1


FAULTS = {
    "worker_killed": Line("kill -9 of the worker and its children in mid-batch", 100, 10),
    "child_killed": Line("kill -9 of one child of the worker's pool in mid-batch", 20, 10),
    "redirect_killed": Line("kill -9 of the redirect under load", 20),
    "redirect_child_killed": Line("kill -9 of the redirect's serving process under load", 20),
    "shipper_killed": Line("kill -9 of the shipper under load", 20),
    "relay_killed": Line("kill -9 of the relay in mid-batch", 20, 10),
    "two_beats": Line("two clocks at once", 60, short=4),
    "two_relays": Line("two relays at once", 20),
    "two_shippers": Line("two shippers at once under load", 20),
    "broker_killed": Line("kill -9 of the broker", 5, 120),
    "broker_emptied": Line("kill -9 of the broker, and its data removed", 5, 120),
    "broker_flushed": Line("FLUSHALL at the broker", 5, 120),
    "database_stopped": Line("immediate stop of the database under load", 10, 30),
    "unsynced_dropped": Line("power cut at the redirect under load: unsynced writes dropped", 20),
    "disk_full": Line("the spool's disk is full, under load", 10),
    "tripled_messages": Line("every message delivered three times, shuffled", 20),
    "clock_off": Line("a worker's clock 10 minutes ahead: nothing matures early", 1),
    "redirect_clock_off": Line("redirects whose clocks are 10 minutes ahead and behind", 1),
    "poison_message": Line("a message whose task always dies", 1),
}
