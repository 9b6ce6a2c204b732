"""What the redirect of this host counted, for Prometheus (text exposition format 0.0.4)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from campaigns.clicks import tally
from campaigns.clicks.tally import Counts, Tally

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


def exposition(folder: Path, own: Tally, links: int) -> str:
    """Return all counters of the host's redirect processes; others' may be a second old."""
    others = [counts for counts in tally.read(folder) if counts.pid != own.counts.pid]
    processes = [own.counts, *others]
    lines = [
        "# HELP franc_redirect_links Links this process knows.",
        "# TYPE franc_redirect_links gauge",
        f"franc_redirect_links {links}",
    ]
    for name, meaning, figure in COUNTERS:
        lines.append(f"# HELP franc_redirect_{name} {meaning}")
        lines.append(f"# TYPE franc_redirect_{name} counter")
        lines += [f'franc_redirect_{name}{{process="{c.pid}"}} {figure(c)}' for c in processes]
    return "\n".join(lines) + "\n"
