"""How often a rule was right, by the decisions of people: rejected of decided."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection

from campaigns import reasons


@dataclass(frozen=True)
class Precision:
    """Of one rule: clicks and cases decided, and how many of them were rejected.

    A case counts as rejected when most of its decided clicks are.
    """

    reason: str
    clicks: int
    clicks_rejected: int
    cases: int
    cases_rejected: int
    open_clicks: int

    @property
    def words(self) -> str:
        return reasons.words(self.reason)

    @property
    def bps(self) -> int | None:
        """The precision on clicks in basis points, None before the first decision."""
        return round(10_000 * self.clicks_rejected / self.clicks) if self.clicks else None


def by_reason() -> list[Precision]:
    """Return the precision of every rule that ever held a click for a person."""
    with connection.cursor() as cursor:
        cursor.execute(_PRECISION)
        return [Precision(*row) for row in cursor]


_PRECISION = """
SELECT reason, sum(decided)::bigint, sum(rejected)::bigint,
       count(*) FILTER (WHERE decided > 0),
       count(*) FILTER (WHERE decided > 0 AND rejected * 2 > decided), sum(undecided)::bigint
FROM (SELECT held.reason, count(*) FILTER (WHERE click.outcome <> '') AS decided,
             count(*) FILTER (WHERE click.outcome = 'rejected') AS rejected,
             count(*) FILTER (WHERE click.outcome = '') AS undecided
      FROM campaigns_case held JOIN campaigns_caseclick click ON click.case_id = held.id
      GROUP BY held.id) AS cases
GROUP BY reason ORDER BY reason
"""
