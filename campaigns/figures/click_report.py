"""The report of a campaign's clicks by day, as the Media Rating Council asks for it.

Source: MRC, Invalid Traffic Detection and Filtration Standards Addendum (2020): gross, what was
filtered as general (GIVT) and as sophisticated invalid traffic (SIVT), net, and what was restated.
The figures are those of the influencers' receipts: the same hourly totals.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Sum
from django.utils.translation import gettext as _

from campaigns import reasons
from campaigns.figures.click_figures import Counts, counts_by_day
from campaigns.models import Campaign, Restatement
from marketplace.spreadsheets import Cell

# What lists and single requests tell: routine filtration. Anything newer is sophisticated.
GENERAL = frozenset({
    "method", "prefetch", "link_preview", "bot", "not_a_browser", "network", "spam_referrer",
    "double_click", "repeat_24h", "late", "unreadable_visitor",
})  # fmt: skip
# People's clicks that the agreement does not pay for: no invalid traffic.
OUTSIDE = frozenset({
    "awaiting_review", "campaign_not_running", "left", "suspended", "trial_cap", "daily_budget",
    "cap_reached", "budget_spent",
})  # fmt: skip


def group_of(reason: str) -> str:
    """Return general, sophisticated or outside (the agreement)."""
    if reason in OUTSIDE:
        return "outside"
    return "general" if reason in GENERAL else "sophisticated"


@dataclass(frozen=True)
class Line:
    """One day (counted_days.py), or all of them.

    gross = general + sophisticated + outside + held + net.
    """

    day: date | None
    gross: int
    general: int
    sophisticated: int
    outside: int
    held: int
    net: int
    by_reason: dict[str, int]


@dataclass(frozen=True)
class Restated:
    """On `on` the clicks of `day` under a verdict and reason changed by `clicks`."""

    on: date
    day: date
    verdict: str
    reason: str
    clicks: int

    @property
    def words(self) -> str:
        return reasons.words_while(self.verdict, self.reason) if self.reason else ""


def by_day(campaign: Campaign) -> list[Line]:
    """Return the days on which a click came, the first day first."""
    claims = campaign.claims.values_list("pk", flat=True)
    return [_line(day, counts) for day, counts in counts_by_day(claims).items()]


def _line(day: date, counts: Counts) -> Line:
    groups = dict.fromkeys(("general", "sophisticated", "outside"), 0)
    for reason, clicks in counts.unpaid_by_reason.items():
        groups[group_of(reason)] += clicks
    return Line(day=day, gross=counts.received, held=counts.held, net=counts.paid,
                by_reason=counts.unpaid_by_reason, **groups)  # fmt: skip


def total(lines: Iterable[Line]) -> Line:
    """Return the sum of days."""
    lines = list(lines)
    names = ("gross", "general", "sophisticated", "outside", "held", "net")
    sums = {name: sum(getattr(line, name) for line in lines) for name in names}
    by_reason: dict[str, int] = {}
    for line in lines:
        for reason, clicks in line.by_reason.items():
            by_reason[reason] = by_reason.get(reason, 0) + clicks
    return Line(day=None, by_reason=by_reason, **sums)


def restatements(campaign: Campaign) -> list[Restated]:
    """Return what later days changed about earlier ones, the latest change first."""
    rows = Restatement.objects.filter(claim__campaign=campaign).order_by()
    sums = rows.values_list("on", "day", "verdict", "reason").annotate(sum=Sum("clicks"))
    found = [Restated(*row) for row in sums.exclude(sum=0)]
    return sorted(found, key=lambda one: (one.on, one.day, one.verdict, one.reason), reverse=True)


def table(lines: Iterable[Line]) -> tuple[list[str], list[list[Cell]]]:
    """Return the same figures for a spreadsheet: its head, then a row a day.

    Each reason that occurs has a column.
    """
    lines = list(lines)
    codes = sorted({reason for line in lines for reason in line.by_reason})
    head = [
        _("Day (Paris)"), _("Gross"), _("General invalid traffic"),
        _("Sophisticated invalid traffic"), _("Outside the agreement"),
        _("Being reviewed"), _("Net"), *map(reasons.words, codes),
    ]  # fmt: skip
    return head, [_cells(line, codes) for line in lines]


def _cells(line: Line, codes: Iterable[str]) -> list[Cell]:
    counts = (line.gross, line.general, line.sophisticated, line.outside, line.held, line.net)
    return [line.day, *counts, *(line.by_reason.get(code, 0) for code in codes)]
