"""Figures of money for /metrics: the last audit, holds, payouts, the lag of settlement."""

from __future__ import annotations

from collections.abc import Iterator

from prometheus_client.metrics_core import Metric

from marketplace.monitoring.sources import Cursor, gauge, gauges, row, rows


def tell(cursor: Cursor) -> Iterator[Metric]:
    yield from _audit(cursor)
    yield from _holds(cursor)
    yield from _payouts(cursor)
    yield from _lag(cursor)


def _audit(cursor: Cursor) -> Iterator[Metric]:
    """Nothing is known before the first audit: no sample, for 0 would be a promise."""
    cents, broken, age = (rows(cursor, _AUDIT) or [(None, None, None)])[0]
    yield gauge("unexplained_cents", "Cents that the last audit could not explain.", cents)
    yield gauge("audit_checks_broken", "Checks of the last audit that did not hold.", broken)
    yield gauge("audit_age_seconds", "Time since the last audit.", age)


def _holds(cursor: Cursor) -> Iterator[Metric]:
    due, cents, age = row(cursor, _HOLDS)
    yield gauge("holds_due", "Holds that are over, unless their claim is disputed.", due)
    yield gauge("holds_due_cents", "The cents in them.", cents)
    yield gauge("holds_due_oldest_seconds", "How long the first of them has been over.", age)


def _payouts(cursor: Cursor) -> Iterator[Metric]:
    runs, cents, age = row(cursor, _RUNS)
    yield gauge("payout_runs_waiting", "Payment files not yet marked as sent.", runs)
    yield gauge("payout_waiting_cents", "The cents in them.", cents)
    yield gauge("payout_waiting_oldest_seconds", "Age of the oldest of them.", age)
    budget, spent = row(cursor, _CAMPAIGNS)
    yield gauge("campaigns_budget_cents", "Budgets of campaigns that run.", budget)
    yield gauge("campaigns_spent_cents", "What they have spent, with the fee.", spent)


def _lag(cursor: Cursor) -> Iterator[Metric]:
    half, most, longest = row(cursor, _LAG)
    known = [("0.5", half), ("0.95", most), ("1", longest)]
    yield gauges(
        "settlement_lag_seconds", "From click to cents, of the newest clicks that earned.",
        "quantile", [(name, value) for name, value in known if value is not None],
    )  # fmt: skip


_AUDIT = """
SELECT (figures->>'unexplained_cents')::float8, (figures->>'broken')::float8,
    extract(epoch FROM clock_timestamp() - at)::float8
FROM marketplace_heartbeat WHERE job = 'payouts.audit'
"""
_HOLDS = """
SELECT count(*), coalesce(sum(cents), 0)::bigint,
    coalesce(extract(epoch FROM clock_timestamp() - min(due_at)), 0)::float8
FROM payouts_hold hold
WHERE released_by_id IS NULL AND due_at <= clock_timestamp() AND cents > 0
    AND NOT EXISTS (SELECT FROM campaigns_dispute dispute
                    WHERE dispute.claim_id = hold.claim_id AND dispute.status = 'open')
"""
_RUNS = """
SELECT count(*), coalesce(sum(total_cents), 0)::bigint,
    coalesce(extract(epoch FROM clock_timestamp() - min(created_at)), 0)::float8
FROM payouts_payoutrun WHERE status = 'filed'
"""
_CAMPAIGNS = """
SELECT coalesce(sum(budget_cents), 0)::bigint, coalesce(sum(earned_cents + fee_cents), 0)::bigint
FROM campaigns_campaign WHERE status IN ('live', 'paused', 'exhausted')
"""
# The newest by their own time, from the end of the primary key; what comes late is not new.
_LAG = """
SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY lag),
    percentile_disc(0.95) WITHIN GROUP (ORDER BY lag), max(lag)
FROM (
    SELECT greatest(extract(epoch FROM earning.settled_at - click.at), 0)::float8 AS lag
    FROM (SELECT at, id FROM campaigns_click
          WHERE at >= now() - interval '15 minutes'
          ORDER BY at DESC LIMIT 500) AS click
    JOIN payouts_clickearning earning ON earning.click_id = click.id AND earning.seq = 1) AS newest
"""
