"""Checks of days whose clicks are gone: their sealed totals against hours and earnings.

Each is a name and a query of two figures: what should not be, and of how many. payouts/audit.py
runs them. Clicks that were shipped after their day was sealed are kept, and count with it.
"""

from __future__ import annotations

SEALED: dict[str, str] = {
    "clicks by which sealed days differ from what was sealed of them": """
        SELECT coalesce(sum(abs(sealing.clicks - coalesce(total.clicks, 0))), 0),
            coalesce(sum(sealing.clicks), 0)
        FROM campaigns_sealing sealing LEFT JOIN (
            SELECT sealing_id, sum(clicks) AS clicks FROM campaigns_sealedtotal GROUP BY 1
        ) AS total ON total.sealing_id = sealing.id""",
    "clicks by which sealed totals differ from the hours of their days": """
        WITH sealed AS (SELECT DISTINCT day FROM campaigns_sealing)
        SELECT coalesce(sum(abs(coalesce(known.clicks, 0) - coalesce(hours.clicks, 0))), 0),
            coalesce(sum(known.clicks), 0)
        FROM (SELECT claim_id, day, verdict, reason, sum(clicks) AS clicks FROM (
                SELECT total.claim_id, sealing.day, total.verdict, total.reason, total.clicks
                FROM campaigns_sealedtotal total
                JOIN campaigns_sealing sealing ON sealing.id = total.sealing_id
                UNION ALL
                SELECT click.claim_id, sealed.day, last.outcome, coalesce(last.reasons[1], ''), 1
                FROM sealed JOIN campaigns_click click
                    ON click.at >= sealed.day::timestamp AT TIME ZONE 'UTC'
                    AND click.at < (sealed.day + 1)::timestamp AT TIME ZONE 'UTC'
                CROSS JOIN LATERAL (
                    SELECT outcome, reasons FROM campaigns_verdict verdict
                    WHERE verdict.click_at = click.at AND verdict.click_id = click.id
                    ORDER BY seq DESC LIMIT 1) AS last) AS each
              GROUP BY 1, 2, 3, 4) AS known
        FULL JOIN (SELECT claim_id, (hour AT TIME ZONE 'UTC')::date AS day, verdict, reason,
                          sum(clicks) AS clicks
                   FROM campaigns_hourlyverdict
                   WHERE (hour AT TIME ZONE 'UTC')::date IN (SELECT day FROM sealed)
                   GROUP BY 1, 2, 3, 4) AS hours USING (claim_id, day, verdict, reason)""",
    "clicks by which what sealed days earned differs from their valid clicks": """
        SELECT coalesce(sum(abs(coalesce(valid.clicks, 0) - coalesce(earned.clicks, 0))), 0),
            coalesce(sum(valid.clicks), 0)
        FROM (SELECT total.claim_id, sealing.day, sum(total.clicks) AS clicks
              FROM campaigns_sealedtotal total
              JOIN campaigns_sealing sealing ON sealing.id = total.sealing_id
              WHERE total.verdict = 'valid' GROUP BY 1, 2) AS valid
        FULL JOIN (
            SELECT claim_id, day, count(*) AS clicks FROM (
                SELECT DISTINCT ON (click_id) click_id, click_at, claim_id, reason,
                       (click_at AT TIME ZONE 'UTC')::date AS day
                FROM payouts_clickearning ORDER BY click_id, seq DESC) AS earning
            WHERE reason <> 'reversed' AND day IN (SELECT day FROM campaigns_sealing)
              AND NOT EXISTS (SELECT FROM campaigns_click click
                              WHERE click.at = earning.click_at AND click.id = earning.click_id)
            GROUP BY 1, 2) AS earned USING (claim_id, day)""",
    "clicks of sealed days that are set aside": """
        SELECT count(*) FILTER (WHERE click.id IS NULL), count(*)
        FROM payouts_setaside aside
        JOIN (SELECT DISTINCT click_id, click_at FROM payouts_clickearning) AS earning
            ON earning.click_id = aside.click_id
        LEFT JOIN campaigns_click click
            ON click.at = earning.click_at AND click.id = earning.click_id""",
}
