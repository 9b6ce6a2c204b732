"""Checks of clicks: each judged, settled and counted once.

Each is a name and a query of two figures: what should not be, and of how many. payouts/audit.py
runs them.
"""

from __future__ import annotations

CLICKS: dict[str, str] = {
    "clicks that are neither judged once nor waiting to be": """
        SELECT count(*) FILTER (WHERE (verdict.click_id IS NULL) = (queue.click_id IS NULL)),
            count(*)
        FROM campaigns_click click
        LEFT JOIN (SELECT DISTINCT click_at, click_id FROM campaigns_verdict) AS verdict
            ON verdict.click_at = click.at AND verdict.click_id = click.id
        LEFT JOIN campaigns_clicktojudge queue ON queue.click_id = click.id""",
    "valid clicks that are neither settled nor waiting to be": """
        SELECT count(*) FILTER (WHERE queue.click_id IS NULL AND (
                earning.click_id IS NULL OR earning.reason = 'reversed'
                OR aside.click_id IS NOT NULL)), count(*)
        FROM (SELECT DISTINCT ON (click_at, click_id) click_id, outcome FROM campaigns_verdict
              ORDER BY click_at, click_id, seq DESC) AS current
        LEFT JOIN (SELECT DISTINCT ON (click_id) click_id, reason FROM payouts_clickearning
                   ORDER BY click_id, seq DESC) AS earning ON earning.click_id = current.click_id
        LEFT JOIN payouts_setaside aside ON aside.click_id = current.click_id
        LEFT JOIN campaigns_tosettle queue ON queue.click_id = current.click_id
        WHERE current.outcome = 'valid'""",
    "earnings of clicks that are not valid, nor set aside, nor waiting to be": """
        SELECT count(*) FILTER (WHERE current.outcome IS DISTINCT FROM 'valid'
            AND aside.click_id IS NULL AND queue.click_id IS NULL
            AND (current.outcome IS NOT NULL OR NOT EXISTS (
                SELECT FROM campaigns_sealing sealing
                WHERE sealing.day = (earning.click_at AT TIME ZONE 'UTC')::date))), count(*)
        FROM (SELECT DISTINCT ON (click_id) click_id, click_at, reason FROM payouts_clickearning
              ORDER BY click_id, seq DESC) AS earning
        LEFT JOIN (SELECT DISTINCT ON (click_at, click_id) click_id, outcome
                   FROM campaigns_verdict ORDER BY click_at, click_id, seq DESC) AS current
            ON current.click_id = earning.click_id
        LEFT JOIN payouts_setaside aside ON aside.click_id = earning.click_id
        LEFT JOIN campaigns_tosettle queue ON queue.click_id = earning.click_id
        WHERE earning.reason <> 'reversed'""",
    "clicks set aside that have not earned, or less than what is set aside": """
        SELECT count(*) FILTER (WHERE earning.click_id IS NULL OR earning.reason = 'reversed'
            OR aside.cents > earning.cents), count(*)
        FROM payouts_setaside aside
        LEFT JOIN (SELECT DISTINCT ON (click_id) click_id, reason, cents
                   FROM payouts_clickearning ORDER BY click_id, seq DESC) AS earning
            ON earning.click_id = aside.click_id""",
    "clicks set aside although nobody can be heard any more": """
        SELECT count(*) FILTER (WHERE current.outcome = 'rejected' AND queue.click_id IS NULL
            AND NOT EXISTS (SELECT FROM campaigns_appealableclick appealable
                            WHERE appealable.click_id = aside.click_id)
            AND NOT EXISTS (SELECT FROM campaigns_caseclick decided
                            WHERE decided.click_id = aside.click_id
                              AND decided.decided_at > now() - interval '31 days')), count(*)
        FROM payouts_setaside aside
        JOIN (SELECT DISTINCT ON (click_at, click_id) click_id, outcome FROM campaigns_verdict
              ORDER BY click_at, click_id, seq DESC) AS current
            ON current.click_id = aside.click_id
        LEFT JOIN campaigns_tosettle queue ON queue.click_id = aside.click_id""",
    "clicks by which hourly settlements differ from what is earned": """
        SELECT coalesce(sum(abs(coalesce(total.clicks, 0) - coalesce(counted.clicks, 0))
                            + abs(coalesce(total.cents, 0) - coalesce(counted.cents, 0))), 0),
            coalesce(sum(counted.clicks), 0)
        FROM (SELECT earning.claim_id, reason, count(*) AS clicks, sum(cents) AS cents
              FROM (SELECT DISTINCT ON (click_id) click_id, claim_id, reason, cents
                    FROM payouts_clickearning ORDER BY click_id, seq DESC) AS earning
              WHERE reason <> 'reversed' AND NOT EXISTS (
                  SELECT FROM payouts_setaside aside WHERE aside.click_id = earning.click_id)
              GROUP BY 1, 2) AS counted
        FULL JOIN (SELECT claim_id, reason, sum(clicks) AS clicks, sum(cents) AS cents
                   FROM campaigns_hourlysettlement GROUP BY 1, 2) AS total
            USING (claim_id, reason)""",
    "clicks that are held and not among those that a person decides, or the other way round": """
        SELECT count(*) FILTER (WHERE (current.outcome = 'held') <> (held.click_id IS NOT NULL)),
            count(*)
        FROM (SELECT DISTINCT ON (click_at, click_id) click_id, outcome FROM campaigns_verdict
              ORDER BY click_at, click_id, seq DESC) AS current
        FULL JOIN campaigns_heldclick held ON held.click_id = current.click_id""",
    "clicks by which hourly totals differ from verdicts": """
        SELECT coalesce(sum(abs(coalesce(total.clicks, 0) - coalesce(counted.clicks, 0))), 0),
            coalesce(sum(counted.clicks), 0)
        FROM (SELECT claim_id, verdict, sum(clicks) AS clicks FROM (
              SELECT click.claim_id, current.outcome AS verdict, count(*) AS clicks
              FROM (SELECT DISTINCT ON (click_at, click_id) click_at, click_id, outcome
                    FROM campaigns_verdict ORDER BY click_at, click_id, seq DESC) AS current
              JOIN campaigns_click click
                ON click.at = current.click_at AND click.id = current.click_id
              GROUP BY 1, 2
              UNION ALL SELECT claim_id, verdict, clicks FROM campaigns_sealedtotal) AS each
              GROUP BY 1, 2) AS counted
        FULL JOIN (SELECT claim_id, verdict, sum(clicks) AS clicks FROM campaigns_hourlyverdict
                   GROUP BY 1, 2) AS total USING (claim_id, verdict)""",
}
