"""Checks of figures that two pages show: they are one figure.

Pages of a claim and a campaign, lists, reports, the API and mails read the counters of claims and
campaigns, or the totals by hour (campaigns/figures/). payouts/audit.py runs them.
"""

from __future__ import annotations

SHOWN: dict[str, str] = {
    "cents by which what is paid and set aside of claims differs from what is earned": """
        SELECT coalesce(sum(abs(claim.accrued_cents - claim.set_aside_cents
                                - coalesce(hours.cents, 0))), 0), count(*)
        FROM campaigns_claim claim LEFT JOIN (
            SELECT claim_id, sum(cents) AS cents FROM campaigns_hourlysettlement GROUP BY 1
        ) AS hours ON hours.claim_id = claim.id""",
    "clicks by which paid clicks differ between claims, their hours and their links": """
        SELECT coalesce(sum(abs(shown.clicks - coalesce(hours.clicks, 0))
                            + abs(shown.clicks - coalesce(links.clicks, 0))), 0), count(*)
        FROM (SELECT id, paid_clicks - set_aside_clicks AS clicks FROM campaigns_claim) AS shown
        LEFT JOIN (SELECT claim_id, sum(clicks) AS clicks FROM campaigns_hourlysettlement
                   WHERE reason = '' GROUP BY 1) AS hours ON hours.claim_id = shown.id
        LEFT JOIN (SELECT link.claim_id, sum(total.clicks) AS clicks
                   FROM campaigns_linktotal total
                   JOIN campaigns_link link ON link.id = total.link_id
                   WHERE total.outcome = 'paid' GROUP BY 1) AS links
            ON links.claim_id = shown.id""",
    "counts by which what is set aside differs from its counters": """
        SELECT coalesce(sum(abs(claim.set_aside_cents - coalesce(aside.cents, 0))
                            + abs(claim.set_aside_clicks - coalesce(aside.clicks, 0))), 0), count(*)
        FROM campaigns_claim claim LEFT JOIN (
            SELECT aside.claim_id, count(*) FILTER (WHERE earned.cents > 0) AS clicks,
                   sum(earned.cents) AS cents
            FROM payouts_setaside aside
            JOIN (SELECT click_id, sum(cents) AS cents FROM payouts_clickearning
                  WHERE click_id IN (SELECT click_id FROM payouts_setaside) GROUP BY 1) AS earned
                USING (click_id)
            GROUP BY 1) AS aside ON aside.claim_id = claim.id""",
    "counts by which campaigns differ from their claims": """
        SELECT coalesce(sum(abs(campaign.paid_clicks - coalesce(claims.clicks, 0))
                            + abs(campaign.set_aside_clicks - coalesce(claims.aside, 0))
                            + abs(campaign.set_aside_cents - coalesce(claims.cents, 0))), 0),
            count(*)
        FROM campaigns_campaign campaign LEFT JOIN (
            SELECT campaign_id, sum(paid_clicks) AS clicks, sum(set_aside_clicks) AS aside,
                   sum(set_aside_cents) AS cents FROM campaigns_claim GROUP BY 1
        ) AS claims ON claims.campaign_id = campaign.id""",
}
