"""People's days are those of Paris: nothing takes the date of UTC for today's."""

from __future__ import annotations

import re
from pathlib import Path

from marketplace.processes.programs import ROOT

SOURCES = ("marketplace", "campaigns", "payouts")
OF_UTC = re.compile(
    r"now\((?:UTC)?\)\.date\(\)|date\.today\(\)|astimezone\(UTC\)\.date\(\)|TruncDay\("
    r"|current_date|date_trunc\('day', now\(\), 'UTC'\)|now\(\) AT TIME ZONE 'UTC'"
)
# Days that nobody reads: partitions, and the boundary before which days were counted by UTC.
INSIDE = {
    "campaigns/clicks/forgetting/partitions.py",
    "campaigns/counted_days.py",
    "campaigns/gauges.py",
    "campaigns/migrations/0007_partitions.py",
    "marketplace/paris_queries.py",
}


def dates_of_utc(root: Path) -> set[str]:
    """Return the Python files below `root` that take a day of UTC, migrations included."""
    return {
        str(path.relative_to(root))
        for source in SOURCES
        for path in (root / source).rglob("*.py")
        if OF_UTC.search(path.read_text())
    }


def test_nothing_takes_a_day_of_utc_for_a_day_of_people() -> None:
    assert dates_of_utc(ROOT) == INSIDE


def test_a_day_of_utc_would_be_found(tmp_path: Path) -> None:
    (tmp_path / "payouts").mkdir()
    (tmp_path / "payouts/holds.py").write_text("today = timezone.now().date()\n")

    assert dates_of_utc(tmp_path) == {"payouts/holds.py"}
