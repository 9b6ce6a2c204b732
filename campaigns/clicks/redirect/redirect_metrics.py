"""What the redirect of this host counted, for Prometheus (text exposition format 0.0.4).

Written by hand: a handful of lines, which must cost visitors nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from campaigns.clicks.recording import tally
from campaigns.clicks.recording.spool_backlog import Backlog, backlog
from campaigns.clicks.recording.tally import Counts, Tally

Figure = Callable[[Counts], float]

COUNTERS: Sequence[tuple[str, str, Figure]] = (
    ("clicks_recorded_total", "Clicks on disk.", lambda c: c.recorded),
    ("clicks_unrecorded_total", "Clicks answered and lost: alarm.", lambda c: c.unrecorded),
    (
        "clicks_answered_early_total",
        "Clicks answered before they were on disk: alarm.",
        lambda c: c.answered_early,
    ),
    ("unknown_codes_total", "Requests for links that do not exist.", lambda c: c.unknown_codes),
    ("groups_total", "Groups of clicks flushed together.", lambda c: c.groups),
    ("flush_seconds_total", "Time spent waiting for the disk.", lambda c: c.flush_seconds),
)


GAUGES: Sequence[tuple[str, str, Callable[[Backlog], float]]] = (
    ("spool_segments", "Segments that wait to be shipped.", lambda b: b.segments),
    ("spool_bytes", "Bytes that wait to be shipped.", lambda b: b.size),
    (
        "spool_oldest_seconds",
        "Age of the oldest click that waits to be shipped.",
        lambda b: b.oldest_seconds,
    ),
)


def exposition(folder: Path, own: Tally, links: int) -> str:
    """Return all counters of the host's redirect processes; others' may be a second old.

    Reads files: not for the event loop.
    """
    others = [counts for counts in tally.read_tally(folder) if counts.pid != own.counts.pid]
    processes = [own.counts, *others]
    lines = [
        "# HELP franc_redirect_links Links this process knows.",
        "# TYPE franc_redirect_links gauge",
        f"franc_redirect_links {links}",
    ]
    waiting = backlog(folder)
    for name, meaning, of in GAUGES:
        lines.append(f"# HELP franc_redirect_{name} {meaning}")
        lines.append(f"# TYPE franc_redirect_{name} gauge")
        lines.append(f"franc_redirect_{name} {of(waiting)}")
    for name, meaning, figure in COUNTERS:
        lines.append(f"# HELP franc_redirect_{name} {meaning}")
        lines.append(f"# TYPE franc_redirect_{name} counter")
        lines += [f'franc_redirect_{name}{{process="{c.pid}"}} {figure(c)}' for c in processes]
    return "\n".join(lines) + "\n"
